import jQuery from 'jquery';

globalThis.jQuery = globalThis.$ = jQuery;
await import('jquery-idletimer/dist/idle-timer.js');

globalThis.mount = ({ timeout, onIdle }) => {
  jQuery(document).on('idle.idleTimer', onIdle).idleTimer(timeout);
  return { unmount: () => jQuery(document).off('idle.idleTimer', onIdle).idleTimer('destroy') };
};
