import type { DraftTexts } from '../../../drafts/texts.ts';

/** Dutch. */
export default {
  kept: 'Uw niet-opgeslagen wijzigingen worden 24 uur versleuteld op dit apparaat bewaard.',
  lost: 'Uw niet-opgeslagen wijzigingen kunnen niet op dit apparaat worden bewaard. Sla ze nu op.',
  restored: 'Uw niet-opgeslagen wijzigingen zijn hersteld.',
  offered: 'U hebt nog niet-opgeslagen wijzigingen van eerder. Wilt u ze herstellen?',
  restore: 'Herstellen',
  discard: 'Weggooien',
  close: 'Sluiten',
} satisfies DraftTexts;
