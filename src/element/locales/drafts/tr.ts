import type { DraftTexts } from '../../../drafts/texts.ts';

/** Turkish. */
export default {
  kept: 'Kaydedilmemiş değişiklikleriniz bu cihazda 24 saat boyunca şifreli olarak saklanır.',
  lost: 'Kaydedilmemiş değişiklikleriniz bu cihazda saklanamıyor. Lütfen şimdi kaydedin.',
  restored: 'Kaydedilmemiş değişiklikleriniz geri yüklendi.',
  offered: 'Daha önceden kalan kaydedilmemiş değişiklikleriniz var. Bunları geri yüklemek ister misiniz?',
  restore: 'Geri yükle',
  discard: 'Sil',
  close: 'Kapat',
} satisfies DraftTexts;
