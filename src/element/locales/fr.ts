import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** French. */
register('fr', {
  idle: ['Êtes-vous toujours là ?', 'Pour votre sécurité, votre session sera bientôt fermée.'],
  absolute: ['Votre session va bientôt se terminer', 'Enregistrez votre travail, puis reconnectez-vous.'],
  checking: ['Un instant…', 'Vérification de votre session.'],
  expired: ['Votre session a été fermée', 'Votre session est terminée.'],
  replaced: ['Une autre personne s’est connectée', 'La session de cette page est terminée.'],
  'signed-out': ['Vous avez fermé votre session', 'Vous pouvez maintenant fermer cette page.'],
  stay: 'Garder la session ouverte',
  'sign-out': 'Se déconnecter',
  'sign-in': 'Se reconnecter',
  dismiss: 'Continuer pour l’instant',
  reload: 'Recharger',
  staying: 'Un instant…',
  unreachable: 'Le serveur est injoignable. Nouvel essai…',
  minutes: {
    one: 'Votre session sera fermée dans {n} minute.',
    many: 'Votre session sera fermée dans {n} de minutes.',
    other: 'Votre session sera fermée dans {n} minutes.',
  },
  seconds: {
    one: 'Votre session sera fermée dans {n} seconde.',
    many: 'Votre session sera fermée dans {n} de secondes.',
    other: 'Votre session sera fermée dans {n} secondes.',
  },
  drafts: () => import('./drafts/fr.ts'),
} satisfies Messages<'one' | 'many'>);
