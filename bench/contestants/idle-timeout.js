import '../../src/index.ts';

globalThis.mount = ({ timeout, countdown, sessionUrl, onIdle }) => {
  const tag = document.createElement('idle-timeout');
  tag.setAttribute('timeout', `${timeout}ms`);
  tag.setAttribute('countdown', `${countdown}ms`);
  if (sessionUrl) tag.setAttribute('session-url', sessionUrl);
  tag.addEventListener('expire', onIdle);
  document.body.append(tag);
  return { unmount: () => tag.remove() };
};
