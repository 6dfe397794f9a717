import type { Playground } from './main.ts';

// Time and network first: the element is to know no other.
const { playground } = parent as Window & { readonly playground: Playground };
playground.enter(window);
const tag = '/idle-timeout.js';
await import(tag);
playground.join(window);
