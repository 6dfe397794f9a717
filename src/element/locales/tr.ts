import type { Messages } from '../messages.ts';
import { register } from './register.ts';

/** Turkish. */
register('tr', {
  idle: ['Hâlâ orada mısınız?', 'Güvenliğiniz için yakında oturumunuz kapatılacak.'],
  absolute: ['Oturumunuz yakında sona erecek', 'Çalışmanızı kaydedin, sonra yeniden oturum açın.'],
  checking: ['Lütfen bekleyin…', 'Oturumunuz denetleniyor.'],
  expired: ['Oturumunuz kapatıldı', 'Oturumunuz sona erdi.'],
  replaced: ['Başka biri oturum açtı', 'Bu sayfanın oturumu sona erdi.'],
  'signed-out': ['Oturumu kapattınız', 'Artık bu sayfayı kapatabilirsiniz.'],
  stay: 'Oturumu açık tut',
  'sign-out': 'Oturumu kapat',
  'sign-in': 'Yeniden oturum aç',
  dismiss: 'Şimdilik devam et',
  reload: 'Yeniden yükle',
  staying: 'Lütfen bekleyin…',
  unreachable: 'Sunucuya ulaşılamıyor. Yeniden deneniyor…',
  minutes: {
    one: 'Oturumunuz {n} dakika içinde kapatılacak.',
    other: 'Oturumunuz {n} dakika içinde kapatılacak.',
  },
  seconds: {
    one: 'Oturumunuz {n} saniye içinde kapatılacak.',
    other: 'Oturumunuz {n} saniye içinde kapatılacak.',
  },
  drafts: () => import('./drafts/tr.ts'),
} satisfies Messages<'one'>);
