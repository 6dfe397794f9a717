/** What is said about drafts, in one language. */
export interface DraftTexts {
  /** In the countdown and on the panel, where something is unsaved. */
  readonly kept: string;
  /** The same, where it can't be sealed. */
  readonly lost: string;
  readonly restored: string;
  /** The page has changed, or the form was sent: nothing is filled in before the user says so. */
  readonly offered: string;
  readonly restore: string;
  readonly discard: string;
  readonly close: string;
}

/** What is said in English while something is typed. */
export const typing = {
  kept: 'Your unsaved changes are kept on this device, encrypted, for 24 hours.',
  lost: 'Your unsaved changes can’t be kept on this device. Save them now.',
};
