import type { DraftTexts } from '../../../drafts/texts.ts';

/** German. */
export default {
  kept: 'Ihre nicht gespeicherten Änderungen werden 24 Stunden lang verschlüsselt auf diesem Gerät aufbewahrt.',
  lost: 'Ihre nicht gespeicherten Änderungen können auf diesem Gerät nicht aufbewahrt werden. Speichern Sie sie jetzt.',
  restored: 'Ihre nicht gespeicherten Änderungen sind wieder da.',
  offered: 'Es gibt frühere Änderungen von Ihnen, die nicht gespeichert sind. Möchten Sie sie wiederherstellen?',
  restore: 'Wiederherstellen',
  discard: 'Verwerfen',
  close: 'Schließen',
} satisfies DraftTexts;
