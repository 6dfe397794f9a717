import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Spanish. */
register('es', {
  idle: ['¿Sigue ahí?', 'Por su seguridad, pronto se cerrará su sesión.'],
  absolute: ['Su sesión terminará pronto', 'Guarde su trabajo y vuelva a iniciar sesión.'],
  checking: ['Un momento…', 'Comprobando su sesión.'],
  expired: ['Se ha cerrado su sesión', 'Su sesión ha terminado.'],
  replaced: ['Otra persona ha iniciado sesión', 'La sesión de esta página ha terminado.'],
  'signed-out': ['Ha cerrado la sesión', 'Ya puede cerrar esta página.'],
  stay: 'Mantener la sesión',
  'sign-out': 'Cerrar sesión',
  'sign-in': 'Volver a iniciar sesión',
  dismiss: 'Continuar por ahora',
  reload: 'Recargar',
  staying: 'Un momento…',
  unreachable: 'No se puede acceder al servidor. Reintentando…',
  minutes: {
    one: 'Su sesión se cerrará en {n} minuto.',
    many: 'Su sesión se cerrará en {n} de minutos.',
    other: 'Su sesión se cerrará en {n} minutos.',
  },
  seconds: {
    one: 'Su sesión se cerrará en {n} segundo.',
    many: 'Su sesión se cerrará en {n} de segundos.',
    other: 'Su sesión se cerrará en {n} segundos.',
  },
  drafts: () => import('./drafts/es.ts'),
} satisfies Messages<'one' | 'many'>);
