import '@hotwired/turbo';
import 'idle-timeout-element';

// Where the policy says require-trusted-types-for: Turbo reads the pages of your server, and asks for no policy by name.
window.trustedTypes?.createPolicy('default', { createHTML: (html) => html });
