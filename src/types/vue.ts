import type { HTMLAttributes } from 'vue';
import type { TagAttributes, TagEvents } from './tag.ts';

// `@warn` in a template is `onWarn` to Vue.
type OnEvents = { readonly [Type in keyof TagEvents as `on${Capitalize<Type>}`]?: ((event: TagEvents[Type]) => void) | undefined };

declare module 'vue' {
  interface GlobalComponents {
    'idle-timeout': new () => { readonly $props: HTMLAttributes & TagAttributes & OnEvents };
  }
}
