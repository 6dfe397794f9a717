import 'Idle.Js/build/idle.js';

globalThis.mount = ({ timeout, onIdle }) => {
  const idle = new globalThis.Idle({ awayTimeout: timeout, onAway: onIdle });
  idle.start?.();
  return { unmount: () => idle.stop?.() };
};
