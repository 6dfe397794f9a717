import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Portuguese (Brazil). */
register('pt', {
  idle: ['Você ainda está aí?', 'Para sua segurança, sua sessão será encerrada em breve.'],
  absolute: ['Sua sessão terminará em breve', 'Salve seu trabalho e entre novamente.'],
  checking: ['Um momento…', 'Verificando sua sessão.'],
  expired: ['Sua sessão foi encerrada', 'Sua sessão terminou.'],
  replaced: ['Outra pessoa entrou', 'A sessão desta página terminou.'],
  'signed-out': ['Você saiu', 'Agora você pode fechar esta página.'],
  stay: 'Manter a sessão',
  'sign-out': 'Sair',
  'sign-in': 'Entrar novamente',
  dismiss: 'Continuar por enquanto',
  reload: 'Recarregar',
  staying: 'Um momento…',
  unreachable: 'Não foi possível acessar o servidor. Tentando novamente…',
  minutes: {
    one: 'Sua sessão será encerrada em {n} minuto.',
    many: 'Sua sessão será encerrada em {n} de minutos.',
    other: 'Sua sessão será encerrada em {n} minutos.',
  },
  seconds: {
    one: 'Sua sessão será encerrada em {n} segundo.',
    many: 'Sua sessão será encerrada em {n} de segundos.',
    other: 'Sua sessão será encerrada em {n} segundos.',
  },
  drafts: () => import('./drafts/pt.ts'),
} satisfies Messages<'one' | 'many'>);
