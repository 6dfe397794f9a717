import { movement, trustScriptedEvents } from './trust.ts';

const key = () => [new KeyboardEvent('keydown', { bubbles: true })];
const EVENTS = { keydown: key, pointermove: movement };
export type ActivityType = keyof typeof EVENTS;

/** Microseconds that one event takes, dispatch included. */
function costOf(type: ActivityType, count: number): number {
  const events = EVENTS[type]();
  const start = performance.now();
  for (let i = 0; i < count; i += 1) for (const event of events) document.body.dispatchEvent(event);
  return ((performance.now() - start) / count) * 1000;
}

declare global {
  var costOf: (type: ActivityType, count: number) => number;
}
trustScriptedEvents();
globalThis.costOf = costOf;
