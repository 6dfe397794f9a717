import type { DraftTexts } from '../../../drafts/texts.ts';

/** Arabic. */
export default {
  kept: 'تبقى تغييراتك غير المحفوظة مشفّرة على هذا الجهاز لمدة 24 ساعة.',
  lost: 'لا يمكن إبقاء تغييراتك غير المحفوظة على هذا الجهاز. احفظها الآن.',
  restored: 'تمت استعادة تغييراتك غير المحفوظة.',
  offered: 'لديك تغييرات غير محفوظة من وقت سابق. هل تريد استعادتها؟',
  restore: 'استعادة',
  discard: 'حذف',
  close: 'إغلاق',
} satisfies DraftTexts;
