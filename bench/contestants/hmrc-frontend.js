import SessionActivityService from 'hmrc-frontend/hmrc/components/timeout-dialog/session-activity-service.js';
import TimeoutDialog from 'hmrc-frontend/hmrc/components/timeout-dialog/timeout-dialog.js';

globalThis.mount = ({ timeout, countdown, onIdle }) => {
  const settings = document.head.appendChild(document.createElement('meta'));
  const attributes = { timeout: timeout / 1000, countdown: countdown / 1000, 'keep-alive-url': '/keep-alive', 'sign-out-url': '/sign-out' };
  for (const [name, value] of Object.entries(attributes)) settings.setAttribute(`data-${name}`, value);
  // It goes elsewhere then; its own tests take the same way to see it.
  TimeoutDialog.redirectHelper.redirectToUrl = onIdle;
  const dialog = new TimeoutDialog(settings, new SessionActivityService(window.BroadcastChannel));
  dialog.init();
  return {
    stay: () => document.querySelector('#hmrc-timeout-keep-signin-btn')?.click(),
    unmount() {
      dialog.cleanup();
      settings.remove();
    },
  };
};
