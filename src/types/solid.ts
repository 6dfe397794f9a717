import type {} from 'solid-js/jsx-runtime';
import type { IdleTimeoutElement, TagAttributes, TagEvents } from './tag.ts';

type OnEvents = { readonly [Type in keyof TagEvents as `on:${Type}`]?: ((event: TagEvents[Type]) => void) | undefined };

declare module 'solid-js/jsx-runtime' {
  namespace JSX {
    interface IntrinsicElements {
      'idle-timeout': JSX.HTMLAttributes<IdleTimeoutElement> & TagAttributes & OnEvents;
    }
  }
}
