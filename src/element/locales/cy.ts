import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Welsh. */
register('cy', {
  idle: ['Ydych chi yno o hyd?', 'Er eich diogelwch, byddwch yn cael eich allgofnodi cyn bo hir.'],
  absolute: ['Bydd eich sesiwn yn dod i ben cyn bo hir', 'Cadwch eich gwaith, yna mewngofnodwch eto.'],
  checking: ['Arhoswch…', 'Wrthi’n gwirio eich sesiwn.'],
  expired: ['Rydych wedi cael eich allgofnodi', 'Mae eich sesiwn wedi dod i ben.'],
  replaced: ['Mae rhywun arall wedi mewngofnodi', 'Mae sesiwn y dudalen hon wedi dod i ben.'],
  'signed-out': ['Rydych wedi allgofnodi', 'Gallwch gau’r dudalen hon nawr.'],
  stay: 'Aros wedi mewngofnodi',
  'sign-out': 'Allgofnodi',
  'sign-in': 'Mewngofnodi eto',
  dismiss: 'Parhau am y tro',
  reload: 'Ail-lwytho',
  staying: 'Arhoswch…',
  unreachable: 'Ni ellir cyrraedd y gweinydd. Yn ceisio eto…',
  minutes: {
    zero: 'Byddwch yn cael eich allgofnodi nawr.',
    one: 'Byddwch yn cael eich allgofnodi ymhen {n} funud.',
    two: 'Byddwch yn cael eich allgofnodi ymhen {n} funud.',
    few: 'Byddwch yn cael eich allgofnodi ymhen {n} munud.',
    many: 'Byddwch yn cael eich allgofnodi ymhen {n} munud.',
    other: 'Byddwch yn cael eich allgofnodi ymhen {n} munud.',
  },
  seconds: {
    zero: 'Byddwch yn cael eich allgofnodi nawr.',
    one: 'Byddwch yn cael eich allgofnodi ymhen {n} eiliad.',
    two: 'Byddwch yn cael eich allgofnodi ymhen {n} eiliad.',
    few: 'Byddwch yn cael eich allgofnodi ymhen {n} eiliad.',
    many: 'Byddwch yn cael eich allgofnodi ymhen {n} eiliad.',
    other: 'Byddwch yn cael eich allgofnodi ymhen {n} eiliad.',
  },
  drafts: () => import('./drafts/cy.ts'),
} satisfies Messages<'zero' | 'one' | 'two' | 'few' | 'many'>);
