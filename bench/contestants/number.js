// A passive listener that stores a number it need not ask a clock for.
let last = 0;
for (const type of ['pointermove', 'keydown']) {
  addEventListener(type, (event) => (last = event.timeStamp), { capture: true, passive: true });
}
globalThis.floor = () => last;
