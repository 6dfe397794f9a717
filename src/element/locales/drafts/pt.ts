import type { DraftTexts } from '../../../drafts/texts.ts';

/** Portuguese (Brazil). */
export default {
  kept: 'Suas alterações não salvas ficam guardadas neste dispositivo, criptografadas, por 24 horas.',
  lost: 'Não é possível guardar suas alterações não salvas neste dispositivo. Salve-as agora.',
  restored: 'Suas alterações não salvas foram restauradas.',
  offered: 'Você tem alterações anteriores não salvas. Deseja restaurá-las?',
  restore: 'Restaurar',
  discard: 'Descartar',
  close: 'Fechar',
} satisfies DraftTexts;
