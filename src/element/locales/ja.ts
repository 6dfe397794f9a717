import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Japanese. */
register('ja', {
  idle: ['まだご利用中ですか？', 'セキュリティ保護のため、まもなくサインアウトします。'],
  absolute: ['まもなくセッションが終了します', '作業内容を保存してから、もう一度サインインしてください。'],
  checking: ['お待ちください…', 'セッションを確認しています。'],
  expired: ['セッションが終了しました', '続けるには、もう一度サインインしてください。'],
  replaced: ['別のユーザーがサインインしました', 'このページのセッションは終了しました。'],
  'signed-out': ['サインアウトしました', 'このページを閉じてもかまいません。'],
  stay: 'サインインしたままにする',
  'sign-out': 'サインアウト',
  'sign-in': 'もう一度サインイン',
  dismiss: 'このまま続ける',
  reload: '再読み込み',
  staying: 'お待ちください…',
  unreachable: 'サーバーに接続できません。再試行しています…',
  minutes: {
    other: 'あと{n}分でサインアウトします。',
  },
  seconds: {
    other: 'あと{n}秒でサインアウトします。',
  },
  drafts: () => import('./drafts/ja.ts'),
} satisfies Messages);
