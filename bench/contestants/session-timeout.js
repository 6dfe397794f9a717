import sessionTimeout from '@travishorn/session-timeout';

globalThis.mount = ({ timeout, countdown, onIdle }) => {
  const { destroy } = sessionTimeout({ warnAt: timeout - countdown, timeoutAt: timeout, onTimeout: onIdle });
  return { stay: () => document.querySelector('.session-timeout-dialog [data-action=continue]')?.click(), unmount: destroy };
};
