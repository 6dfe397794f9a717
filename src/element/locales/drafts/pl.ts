import type { DraftTexts } from '../../../drafts/texts.ts';

/** Polish. */
export default {
  kept: 'Twoje niezapisane zmiany są przechowywane na tym urządzeniu w postaci zaszyfrowanej przez 24 godziny.',
  lost: 'Twoich niezapisanych zmian nie można przechować na tym urządzeniu. Zapisz je teraz.',
  restored: 'Przywrócono Twoje niezapisane zmiany.',
  offered: 'Masz wcześniejsze niezapisane zmiany. Czy chcesz je przywrócić?',
  restore: 'Przywróć',
  discard: 'Odrzuć',
  close: 'Zamknij',
} satisfies DraftTexts;
