import htmx from 'htmx.org';
import 'idle-timeout-element';

// Where the policy says require-trusted-types-for, htmx needs a policy of its own to put what your server sends into the page.
const policy = window.trustedTypes?.createPolicy('htmx', { createHTML: (html) => html });
htmx.registerExtension('trusted-types', { init: ({ initSecurity }) => initSecurity(policy) });

// A request that was sent to the sign-in page: nothing of that belongs here. The tag asks for itself, and does the rest.
document.addEventListener('htmx:before:response', (event) => {
  const { raw, status } = event.detail.ctx.response;
  if (status !== 401 && !(raw.redirected && raw.url.includes('/login'))) return;
  event.preventDefault();
  document.querySelector('idle-timeout').check();
});
