import type { Change } from './fields.ts';
import type { Place } from './storage.ts';

/** What is known of one form. */
export interface Entry {
  readonly holder: Element;
  /** What befell it since. Of what was sent nobody knows whether it arrived. */
  fate?: 'typed' | 'sent' | undefined;
  /** Where it is sealed, if it is, and when, in ms since the epoch. */
  place?: Place | undefined;
  time?: number;
  /** It could not be sealed. */
  failed?: boolean;
}

/** As it is sealed: what has changed, where the caret was, and whether the form was sent. */
export type Draft = readonly [changes: readonly Change[], caret: Caret, sent: boolean];
/** The field last used, -1 for none; and the selection in it, where it has one. */
export type Caret = readonly [field: number, start: number | null | undefined, end: number | null | undefined];
