import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SessionEvent, SessionStore } from '../src/server/index.ts';
import type { Answered } from './observe.ts';

export interface Metrics {
  observeRequests(answered: Answered): void;
  /** For {@link Sessions}. */
  observeSessions(event: SessionEvent): void;
  /** `GET /metrics`, for a port of its own. */
  readonly app: Hono;
}

/** Counting all sessions costs the store something: no more often than this (ms). */
const CENSUS_AGE = 15_000;

/** The figures of one process in Prometheus' form; those on sessions in the store are the same from each process. */
export function createMetrics(store: SessionStore): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const counter = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
    new Counter({ name: `idle_timeout_${name}_total`, help, labelNames, registers });
  const begun = counter('sessions_begun', 'Sign-ins');
  const ended = counter('sessions_ended', 'Sessions ended by a request, by its reason; those that expire unseen are not among them', 'reason');
  const slides = counter('slides', 'Requests that slid a session');
  const peeks = counter('peeks', 'Requests that read a session without sliding it');
  const refusals = counter('refusals', 'Requests refused, by reason', 'reason');
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the request to its answer',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  });
  const latencies = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();
  new Gauge({
    name: 'idle_timeout_sessions',
    help: 'Sessions in the store: alive, or expired and not swept away yet',
    labelNames: ['state'] as const,
    registers,
    collect: onceIn(CENSUS_AGE, async function (this: Gauge<'state'>) {
      this.reset();
      // While the store is down nobody knows: no figure rather than an old one.
      const census = await store.count().catch(() => ({}));
      for (const [state, number] of Object.entries(census)) this.set({ state }, number);
    }),
  });

  return {
    observeRequests({ c, status, ms, refusal }) {
      // Looking a histogram up by its labels costs more than counting in it.
      const name = `${c.req.method} ${routePath(c, -1)} ${status}`;
      let latency = latencies.get(name);
      if (!latency) latencies.set(name, (latency = seconds.labels(...(name.split(' ') as [string, string, string]))));
      latency.observe(ms / 1000);
      if (refusal) refusals.inc({ reason: refusal });
    },
    observeSessions(event) {
      switch (event.type) {
        case 'begin':
          return begun.inc();
        case 'peek':
          return peeks.inc();
        case 'slide':
          return slides.inc();
        case 'end':
          return ended.inc({ reason: event.reason });
      }
    },
    app: new Hono().get('/metrics', async (c) => c.body(await register.metrics(), 200, { 'Content-Type': register.contentType })),
  };
}

function onceIn<This>(ms: number, action: (this: This) => Promise<void>): (this: This) => Promise<void> {
  let last = -Infinity;
  return async function () {
    if (performance.now() - last < ms) return;
    last = performance.now();
    await action.call(this);
  };
}
