import jQuery from 'jquery';

globalThis.jQuery = globalThis.$ = jQuery;
await import('jquery-idletimer/dist/idle-timer.js');
jQuery(document).idleTimer(1_200_000);
