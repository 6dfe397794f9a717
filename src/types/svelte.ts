import type {} from 'svelte/elements';
import type { IdleTimeoutElement, OnEvents, TagAttributes } from './tag.ts';

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'idle-timeout': HTMLAttributes<IdleTimeoutElement> & TagAttributes & OnEvents;
  }
}
