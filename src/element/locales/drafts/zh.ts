import type { DraftTexts } from '../../../drafts/texts.ts';

/** Chinese (simplified). */
export default {
  kept: '您未保存的更改已加密，将在此设备上保留24小时。',
  lost: '您未保存的更改无法保留在此设备上。请立即保存。',
  restored: '您未保存的更改已恢复。',
  offered: '您有之前未保存的更改。要恢复吗？',
  restore: '恢复',
  discard: '放弃',
  close: '关闭',
} satisfies DraftTexts;
