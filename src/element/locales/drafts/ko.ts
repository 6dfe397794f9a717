import type { DraftTexts } from '../../../drafts/texts.ts';

/** Korean. */
export default {
  kept: '저장하지 않은 변경 사항은 암호화되어 24시간 동안 이 기기에 보관됩니다.',
  lost: '저장하지 않은 변경 사항을 이 기기에 보관할 수 없습니다. 지금 저장하세요.',
  restored: '저장하지 않은 변경 사항을 복원했습니다.',
  offered: '이전에 저장하지 않은 변경 사항이 있습니다. 복원하시겠습니까?',
  restore: '복원',
  discard: '삭제',
  close: '닫기',
} satisfies DraftTexts;
