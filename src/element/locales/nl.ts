import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Dutch. */
register('nl', {
  idle: ['Bent u er nog?', 'Voor uw veiligheid wordt u zo meteen uitgelogd.'],
  absolute: ['Uw sessie loopt bijna af', 'Sla uw werk op en log daarna opnieuw in.'],
  checking: ['Een ogenblik…', 'Uw sessie wordt gecontroleerd.'],
  expired: ['U bent uitgelogd', 'Uw sessie is beëindigd.'],
  replaced: ['Iemand anders heeft ingelogd', 'De sessie van deze pagina is beëindigd.'],
  'signed-out': ['U hebt uitgelogd', 'U kunt deze pagina nu sluiten.'],
  stay: 'Ingelogd blijven',
  'sign-out': 'Uitloggen',
  'sign-in': 'Opnieuw inloggen',
  dismiss: 'Voorlopig doorgaan',
  reload: 'Opnieuw laden',
  staying: 'Een ogenblik…',
  unreachable: 'De server is niet bereikbaar. Nieuwe poging…',
  minutes: {
    one: 'U wordt over {n} minuut uitgelogd.',
    other: 'U wordt over {n} minuten uitgelogd.',
  },
  seconds: {
    one: 'U wordt over {n} seconde uitgelogd.',
    other: 'U wordt over {n} seconden uitgelogd.',
  },
  drafts: () => import('./drafts/nl.ts'),
} satisfies Messages<'one'>);
