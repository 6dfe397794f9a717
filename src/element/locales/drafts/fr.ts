import type { DraftTexts } from '../../../drafts/texts.ts';

/** French. */
export default {
  kept: 'Vos modifications non enregistrées sont conservées sur cet appareil, chiffrées, pendant 24 heures.',
  lost: 'Vos modifications non enregistrées ne peuvent pas être conservées sur cet appareil. Enregistrez-les maintenant.',
  restored: 'Vos modifications non enregistrées ont été restaurées.',
  offered: 'Vous avez des modifications antérieures non enregistrées. Voulez-vous les restaurer ?',
  restore: 'Restaurer',
  discard: 'Abandonner',
  close: 'Fermer',
} satisfies DraftTexts;
