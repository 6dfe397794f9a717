import type { DraftTexts } from '../../../drafts/texts.ts';

/** Welsh. */
export default {
  kept: 'Mae eich newidiadau heb eu cadw yn cael eu storio ar y ddyfais hon, wedi’u hamgryptio, am 24 awr.',
  lost: 'Ni all y ddyfais hon storio eich newidiadau heb eu cadw. Cadwch nhw nawr.',
  restored: 'Mae eich newidiadau heb eu cadw wedi’u hadfer.',
  offered: 'Mae gennych newidiadau cynharach heb eu cadw. Ydych chi am eu hadfer?',
  restore: 'Adfer',
  discard: 'Gwaredu',
  close: 'Cau',
} satisfies DraftTexts;
