import type { HTMLAttributes } from 'preact';
import type { IdleTimeoutElement, OnEvents, TagAttributes } from './tag.ts';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'idle-timeout': HTMLAttributes<IdleTimeoutElement> & TagAttributes & OnEvents;
    }
  }
}
