import { launchChromium } from '../test/support/chromium.ts';
import { bundleContestant, installPeers } from './bundle.ts';

/**
 * What an activity event costs, in Chromium: dispatch and listeners, in microseconds, the median of many rounds taken in
 * turn. Scripts can't make trusted events, so each listener is handed one that says it is, after a real dispatch; all
 * contestants alike.
 */
const CONTESTANTS = ['number', 'empty', 'idle-timeout', 'react-idle-timer', 'vueuse', 'jquery-idletimer'];
const ROUNDS = 25;
const EVENTS = 4000;

installPeers();
const browser = await launchChromium();
const pages = await Promise.all(
  CONTESTANTS.map(async (name) => {
    const page = await browser.newPage();
    await page.goto('data:text/html,<!doctype html><title>bench</title><body>');
    await page.evaluate(() => {
      // One object for all, so that making it costs nobody anything.
      const trusted = { isTrusted: true, type: '', timeStamp: 0, screenX: 0, screenY: 1, clientX: 0, clientY: 1, pageX: 0, pageY: 1, target: document.body };
      const trust = ({ type }: Event) => {
        trusted.type = type;
        trusted.timeStamp = trusted.screenX = trusted.clientX = trusted.pageX += 1;
        return trusted;
      };
      const real = EventTarget.prototype.addEventListener;
      EventTarget.prototype.addEventListener = function (type, listener, options) {
        const wrapped = !/^(pointermove|mousemove|keydown)$/.test(type) || typeof listener !== 'function' ? listener : (event: Event) => listener.call(this, trust(event) as unknown as Event);
        real.call(this, type, wrapped, options);
      };
    });
    await page.addScriptTag({ type: 'module', content: await bundleContestant(name) });
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { name, page, costs: new Map<string, number[]>() };
  }),
);

const TYPES = ['keydown', 'pointermove'];
for (let round = 0; round < ROUNDS; round += 1) {
  if (round % 5 === 0) console.log(`round ${round + 1} of ${ROUNDS}`);
  for (const { page, costs } of pages) {
    await page.bringToFront();
    for (const type of TYPES) {
      const cost = await page.evaluate(
        (type, count) => {
          // Peers that listen to mouse events get one with each pointer event, as from a real pointer.
          const events = type === 'pointermove' ? [new PointerEvent(type, { bubbles: true }), new MouseEvent('mousemove', { bubbles: true })] : [new KeyboardEvent(type, { bubbles: true })];
          const start = performance.now();
          for (let i = 0; i < count; i += 1) for (const event of events) document.body.dispatchEvent(event);
          return ((performance.now() - start) / count) * 1000;
        },
        type,
        EVENTS,
      );
      costs.set(type, [...(costs.get(type) ?? []), cost]);
    }
  }
}
await browser.close();

const median = (values: readonly number[] = []) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const floors = new Map(TYPES.map((type) => [type, median(pages[0]?.costs.get(type))]));
console.log(`\n${'µs an event (times the floor)'.padEnd(32)}${TYPES.map((type) => type.padStart(20)).join('')}`);
for (const { name, costs } of pages) {
  const cells = TYPES.map((type) => {
    const cost = median(costs.get(type));
    return `${cost.toFixed(2)} (${(cost / (floors.get(type) ?? NaN)).toFixed(2)})`.padStart(20);
  });
  console.log(name.padEnd(32) + cells.join(''));
}
