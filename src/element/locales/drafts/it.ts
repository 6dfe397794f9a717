import type { DraftTexts } from '../../../drafts/texts.ts';

/** Italian. */
export default {
  kept: 'Le sue modifiche non salvate vengono conservate su questo dispositivo, in forma cifrata, per 24 ore.',
  lost: 'Le sue modifiche non salvate non possono essere conservate su questo dispositivo. Le salvi ora.',
  restored: 'Le sue modifiche non salvate sono state ripristinate.',
  offered: 'Ci sono sue modifiche precedenti non salvate. Vuole ripristinarle?',
  restore: 'Ripristina',
  discard: 'Scarta',
  close: 'Chiudi',
} satisfies DraftTexts;
