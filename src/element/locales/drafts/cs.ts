import type { DraftTexts } from '../../../drafts/texts.ts';

/** Czech. */
export default {
  kept: 'Vaše neuložené změny zůstanou 24 hodin zašifrované v tomto zařízení.',
  lost: 'Vaše neuložené změny nelze v tomto zařízení uchovat. Uložte je teď.',
  restored: 'Vaše neuložené změny byly obnoveny.',
  offered: 'Máte tu neuložené změny z dřívějška. Chcete je obnovit?',
  restore: 'Obnovit',
  discard: 'Zahodit',
  close: 'Zavřít',
} satisfies DraftTexts;
