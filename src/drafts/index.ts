export { createDrafts, type Look } from './drafts.ts';
export type { DraftsHost, LoadTexts } from './host.ts';
export { RestoreEvent } from './restore-event.ts';
export type { DraftTexts } from './texts.ts';
