import type { DraftTexts } from '../../../drafts/texts.ts';

/** Japanese. */
export default {
  kept: '未保存の変更内容は、暗号化された状態でこのデバイスに24時間保管されます。',
  lost: '未保存の変更内容をこのデバイスに保管できません。今すぐ保存してください。',
  restored: '未保存の変更内容を復元しました。',
  offered: '以前の未保存の変更内容があります。復元しますか？',
  restore: '復元',
  discard: '破棄',
  close: '閉じる',
} satisfies DraftTexts;
