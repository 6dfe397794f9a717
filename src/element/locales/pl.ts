import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Polish. */
register('pl', {
  idle: ['Czy nadal tu jesteś?', 'Ze względów bezpieczeństwa wkrótce nastąpi wylogowanie.'],
  absolute: ['Twoja sesja wkrótce się skończy', 'Zapisz swoją pracę, a potem zaloguj się ponownie.'],
  checking: ['Chwileczkę…', 'Sprawdzamy Twoją sesję.'],
  expired: ['Nastąpiło wylogowanie', 'Twoja sesja się skończyła.'],
  replaced: ['Zalogował się ktoś inny', 'Sesja tej strony się skończyła.'],
  'signed-out': ['Wylogowano', 'Możesz teraz zamknąć tę stronę.'],
  stay: 'Nie wylogowuj mnie',
  'sign-out': 'Wyloguj się',
  'sign-in': 'Zaloguj się ponownie',
  dismiss: 'Na razie kontynuuj',
  reload: 'Załaduj ponownie',
  staying: 'Chwileczkę…',
  unreachable: 'Serwer jest nieosiągalny. Ponawiamy próbę…',
  minutes: {
    one: 'Wylogowanie nastąpi za {n} minutę.',
    few: 'Wylogowanie nastąpi za {n} minuty.',
    many: 'Wylogowanie nastąpi za {n} minut.',
    other: 'Wylogowanie nastąpi za {n} minuty.',
  },
  seconds: {
    one: 'Wylogowanie nastąpi za {n} sekundę.',
    few: 'Wylogowanie nastąpi za {n} sekundy.',
    many: 'Wylogowanie nastąpi za {n} sekund.',
    other: 'Wylogowanie nastąpi za {n} sekundy.',
  },
  drafts: () => import('./drafts/pl.ts'),
} satisfies Messages<'one' | 'few' | 'many'>);
