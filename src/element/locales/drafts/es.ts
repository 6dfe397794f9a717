import type { DraftTexts } from '../../../drafts/texts.ts';

/** Spanish. */
export default {
  kept: 'Sus cambios sin guardar se conservan cifrados en este dispositivo durante 24 horas.',
  lost: 'Sus cambios sin guardar no se pueden conservar en este dispositivo. Guárdelos ahora.',
  restored: 'Se han restaurado sus cambios sin guardar.',
  offered: 'Tiene cambios anteriores sin guardar. ¿Desea restaurarlos?',
  restore: 'Restaurar',
  discard: 'Descartar',
  close: 'Cerrar',
} satisfies DraftTexts;
