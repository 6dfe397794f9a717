import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** German. */
register('de', {
  idle: ['Sind Sie noch da?', 'Zu Ihrer Sicherheit werden Sie bald abgemeldet.'],
  absolute: ['Ihre Sitzung endet bald', 'Speichern Sie Ihre Arbeit und melden Sie sich dann neu an.'],
  checking: ['Einen Moment…', 'Ihre Sitzung wird geprüft.'],
  expired: ['Sie wurden abgemeldet', 'Ihre Sitzung ist beendet.'],
  replaced: ['Jemand anders hat sich angemeldet', 'Die Sitzung dieser Seite ist beendet.'],
  'signed-out': ['Sie haben sich abgemeldet', 'Sie können diese Seite jetzt schließen.'],
  stay: 'Angemeldet bleiben',
  'sign-out': 'Abmelden',
  'sign-in': 'Neu anmelden',
  dismiss: 'Vorerst weiterarbeiten',
  reload: 'Neu laden',
  staying: 'Einen Moment…',
  unreachable: 'Der Server ist nicht erreichbar. Neuer Versuch…',
  minutes: {
    one: 'In {n} Minute werden Sie abgemeldet.',
    other: 'In {n} Minuten werden Sie abgemeldet.',
  },
  seconds: {
    one: 'In {n} Sekunde werden Sie abgemeldet.',
    other: 'In {n} Sekunden werden Sie abgemeldet.',
  },
  drafts: () => import('./drafts/de.ts'),
} satisfies Messages<'one'>);
