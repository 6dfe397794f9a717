/** What is said, in English, when something comes back. */
export const returning = {
  restored: 'Your unsaved changes are back.',
  offered: 'You have unsaved changes from earlier. Bring them back?',
  restore: 'Restore',
  discard: 'Discard',
  close: 'Close',
};
