import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Czech. */
register('cs', {
  idle: ['Jste tu ještě?', 'Kvůli vašemu bezpečí budete brzy odhlášeni.'],
  absolute: ['Vaše relace brzy skončí', 'Uložte svou práci a pak se znovu přihlaste.'],
  checking: ['Okamžik…', 'Ověřujeme vaši relaci.'],
  expired: ['Byli jste odhlášeni', 'Vaše relace skončila.'],
  replaced: ['Přihlásil se někdo jiný', 'Relace této stránky skončila.'],
  'signed-out': ['Odhlásili jste se', 'Tuto stránku teď můžete zavřít.'],
  stay: 'Neodhlašovat',
  'sign-out': 'Odhlásit se',
  'sign-in': 'Znovu se přihlásit',
  dismiss: 'Zatím pokračovat',
  reload: 'Načíst znovu',
  staying: 'Okamžik…',
  unreachable: 'Server je nedostupný. Zkoušíme to znovu…',
  minutes: {
    one: 'Za {n} minutu budete odhlášeni.',
    few: 'Za {n} minuty budete odhlášeni.',
    many: 'Za {n} minuty budete odhlášeni.',
    other: 'Za {n} minut budete odhlášeni.',
  },
  seconds: {
    one: 'Za {n} sekundu budete odhlášeni.',
    few: 'Za {n} sekundy budete odhlášeni.',
    many: 'Za {n} sekundy budete odhlášeni.',
    other: 'Za {n} sekund budete odhlášeni.',
  },
  drafts: () => import('./drafts/cs.ts'),
} satisfies Messages<'one' | 'few' | 'many'>);
