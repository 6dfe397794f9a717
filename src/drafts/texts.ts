/** What is said about drafts, in one language. */
export interface DraftTexts {
  /** In the countdown and on the panel, where something is unsaved. */
  readonly kept: string;
  /** The same, where it can't be sealed. */
  readonly lost: string;
  /** In the notice: something has come back, and is in its form. */
  readonly restored: string;
  /** In the notice: the page has changed, or the form was sent, so nothing is filled in before the user says so. */
  readonly offered: string;
  /** The button that fills in. */
  readonly restore: string;
  /** The button that deletes: a draft that was offered, or what one has filled in. */
  readonly discard: string;
  /** The button that closes the notice and leaves all as it is. */
  readonly close: string;
}

/** What is said in English while something is typed. */
export const typing = {
  kept: 'Your unsaved changes are kept on this device, encrypted, for 24 hours.',
  lost: 'Your unsaved changes can’t be kept on this device. Save them now.',
};
