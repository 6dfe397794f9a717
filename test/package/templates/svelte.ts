import 'idle-timeout-element';
import type {} from 'idle-timeout-element/types/svelte';
import type { SvelteHTMLElements } from 'svelte/elements';

type Props = SvelteHTMLElements['idle-timeout'];

export const tag: Props = { 'session-url': '/session', timeout: 900, drafts: true, class: 'tag', onwarn: ({ reason }) => reason === 'idle' };
// @ts-expect-error: misspelt
export const misspelt: Props = { timout: '15m' };
// @ts-expect-error: no such kind of value
export const wrong: Props = { drafts: 'yes' };
// @ts-expect-error: no such reason
export const odd: Props = { onexpire: ({ reason }) => reason === 'bored' };

export const maybe: Props = { drafts: undefined, onwarn: undefined };
