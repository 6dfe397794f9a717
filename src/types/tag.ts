import type { ReactiveElement } from '@lit/reactive-element';
import type { RestoreEvent } from '../drafts/restore-event.ts';
import type { Attributes } from '../element/attributes.ts';
import type { SessionEvents } from '../element/events.ts';

export type { IdleTimeoutElement } from '../element/idle-timeout-element.ts';

type Kebab<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${Lowercase<First>}${Rest extends Uncapitalize<Rest> ? '' : '-'}${Kebab<Rest>}`
  : Name;

type Name = Exclude<keyof Attributes, keyof ReactiveElement>;

/** What can be written on the tag in a template: as attributes, or as the properties of the same meaning. */
export type TagAttributes = { readonly [N in Name]?: Attributes[N] | undefined } & { readonly [N in Name as Kebab<N>]?: Attributes[N] | undefined };

/** What the tag tells, by the name of the event. */
export type TagEvents = SessionEvents & { readonly restore: RestoreEvent };

/** Handlers as `onwarn`. */
export type OnEvents = { readonly [Type in keyof TagEvents as `on${Type}`]?: ((event: TagEvents[Type]) => void) | undefined };
