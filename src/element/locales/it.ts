import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Italian. */
register('it', {
  idle: ['È ancora qui?', 'Per la sua sicurezza, tra poco la sua sessione verrà chiusa.'],
  absolute: ['La sua sessione sta per terminare', 'Salvi il suo lavoro, poi acceda di nuovo.'],
  checking: ['Un momento…', 'Verifica della sessione in corso.'],
  expired: ['La sua sessione è stata chiusa', 'La sua sessione è terminata.'],
  replaced: ['Un’altra persona ha effettuato l’accesso', 'La sessione di questa pagina è terminata.'],
  'signed-out': ['Sessione chiusa', 'Ora può chiudere questa pagina.'],
  stay: 'Mantieni l’accesso',
  'sign-out': 'Esci',
  'sign-in': 'Accedi di nuovo',
  dismiss: 'Continua per ora',
  reload: 'Ricarica',
  staying: 'Un momento…',
  unreachable: 'Il server non è raggiungibile. Nuovo tentativo…',
  minutes: {
    one: 'La sua sessione verrà chiusa tra {n} minuto.',
    many: 'La sua sessione verrà chiusa tra {n} di minuti.',
    other: 'La sua sessione verrà chiusa tra {n} minuti.',
  },
  seconds: {
    one: 'La sua sessione verrà chiusa tra {n} secondo.',
    many: 'La sua sessione verrà chiusa tra {n} di secondi.',
    other: 'La sua sessione verrà chiusa tra {n} secondi.',
  },
  drafts: () => import('./drafts/it.ts'),
} satisfies Messages<'one' | 'many'>);
