import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Korean. */
register('ko', {
  idle: ['아직 계신가요?', '보안을 위해 곧 로그아웃됩니다.'],
  absolute: ['세션이 곧 종료됩니다', '작업을 저장한 다음 다시 로그인하세요.'],
  checking: ['잠시만요…', '세션을 확인하고 있습니다.'],
  expired: ['로그아웃되었습니다', '세션이 종료되었습니다.'],
  replaced: ['다른 사람이 로그인했습니다', '이 페이지의 세션이 종료되었습니다.'],
  'signed-out': ['로그아웃했습니다', '이제 이 페이지를 닫아도 됩니다.'],
  stay: '로그인 유지',
  'sign-out': '로그아웃',
  'sign-in': '다시 로그인',
  dismiss: '지금은 계속하기',
  reload: '새로고침',
  staying: '잠시만요…',
  unreachable: '서버에 연결할 수 없습니다. 다시 시도하는 중…',
  minutes: {
    other: '{n}분 후에 로그아웃됩니다.',
  },
  seconds: {
    other: '{n}초 후에 로그아웃됩니다.',
  },
  drafts: () => import('./drafts/ko.ts'),
} satisfies Messages);
