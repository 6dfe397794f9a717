import type * as React from 'react';
import type { IdleTimeoutElement, OnEvents, TagAttributes } from './tag.ts';

// React 19 listens to `warn` where a custom element is given `onwarn`.
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'idle-timeout': React.DetailedHTMLProps<React.HTMLAttributes<IdleTimeoutElement>, IdleTimeoutElement> & TagAttributes & OnEvents;
    }
  }
}
