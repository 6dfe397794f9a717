import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Chinese (simplified). */
register('zh', {
  idle: ['您还在吗？', '为了您的安全，您即将退出登录。'],
  absolute: ['您的会话即将结束', '请保存您的工作，然后重新登录。'],
  checking: ['请稍候…', '正在检查您的会话。'],
  expired: ['您的会话已结束', '请重新登录以继续。'],
  replaced: ['其他人已登录', '此页面的会话已结束。'],
  'signed-out': ['您已退出登录', '您现在可以关闭此页面。'],
  stay: '保持登录',
  'sign-out': '退出登录',
  'sign-in': '重新登录',
  dismiss: '暂时继续',
  reload: '重新加载',
  staying: '请稍候…',
  unreachable: '无法连接服务器。正在重试…',
  minutes: {
    other: '您将在{n}分钟后退出登录。',
  },
  seconds: {
    other: '您将在{n}秒后退出登录。',
  },
  drafts: () => import('./drafts/zh.ts'),
} satisfies Messages);
