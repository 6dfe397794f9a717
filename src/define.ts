import { IdleTimeoutElement } from './element/idle-timeout-element.ts';

// Two copies on one page, or a server without a registry: the first one there serves.
if (globalThis.customElements && !customElements.get('idle-timeout')) {
  customElements.define('idle-timeout', IdleTimeoutElement);
}
