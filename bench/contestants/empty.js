// The floor: a passive listener that stores a number.
let last = 0;
for (const type of ['pointermove', 'keydown']) {
  addEventListener(type, () => (last = performance.now()), { capture: true, passive: true });
}
globalThis.floor = () => last;
