import { parseDuration } from '../../src/session/index.ts';
import type { Moment, Phase, World } from './world.ts';

/** What lies where, in pixels. Colours are the style sheet's: `--alive`, `--tab-1` and so on. */
const LANES = { activity: 22, requests: 56, session: 78 };
const BAR = 36;
const HEIGHT = 144;
/** Seconds of the future that are shown at least. */
const SHORTEST = 24;
/** Pixels for the names of the lanes. */
const GUTTER = 116;
/** Where "now" stands, from the left. */
const NOW = 0.45;

/** Draws the session as it was, is and will be unless somebody is active. */
export function createPicture(canvas: HTMLCanvasElement, world: World): () => void {
  const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
  let span = SHORTEST;

  return () => {
    const { clientWidth: width } = canvas;
    const scale = devicePixelRatio;
    canvas.width = width * scale;
    canvas.height = HEIGHT * scale;
    pen.scale(scale, scale);
    const style = getComputedStyle(canvas);
    const colour = (name: string) => style.getPropertyValue(`--${name}`);
    pen.font = `13px ${style.fontFamily}`;

    const { now, server } = world;
    const wished = Math.max(SHORTEST, Math.min(server.remaining, 3600) * 1.15);
    span += (wished - span) * 0.12;
    const x = (at: number) => width * NOW + ((at - now) / span) * width * (1 - NOW);
    const bar = (from: number, to: number, fill: string, alpha = 1) => {
      pen.globalAlpha = alpha;
      pen.fillStyle = fill;
      pen.fillRect(Math.max(GUTTER, x(from)), LANES.session, Math.max(0, x(to) - Math.max(GUTTER, x(from))), BAR);
      pen.globalAlpha = 1;
    };
    const say = (text: string, left: number, top: number, fill: string, align: CanvasTextAlign = 'left') => {
      pen.fillStyle = fill;
      pen.textAlign = align;
      pen.fillText(text, left, top);
    };
    const line = (at: number, top: number, bottom: number, stroke: string, wide = 2) => {
      pen.strokeStyle = stroke;
      pen.lineWidth = wide;
      pen.beginPath();
      pen.moveTo(x(at), top);
      pen.lineTo(x(at), bottom);
      pen.stroke();
    };

    const fills: Readonly<Record<Phase, string>> = { alive: colour('alive'), warned: colour('warned'), over: colour('over'), asleep: colour('asleep') };
    for (const [from, to, phase] of spans(world.phases, now)) bar(from, to, fills[phase]);

    if (server.active) {
      const end = now + server.remaining;
      const countdown = end - countdownOf(world);
      bar(now, Math.max(now, Math.min(countdown, end)), fills.alive, 0.35);
      bar(Math.max(now, countdown), end, fills.warned, 0.45);
      line(end, LANES.session - 8, LANES.session + BAR + 6, colour('over'), 3);
      const label = `signed out in ${Math.ceil(server.remaining)} s`;
      say(label, Math.min(x(end), width - 4), HEIGHT - 8, colour('text'), 'right');
    }

    for (const { at, what } of world.marks) {
      if (x(at) < GUTTER) continue;
      if (what.kind === 'activity') line(at, LANES.activity - 8, LANES.activity + 8, colour(`tab-${what.tab}`));
      if (what.kind === 'request') {
        const own = colour({ GET: 'muted', DELETE: 'over' }[what.method] ?? 'alive');
        pen.fillStyle = pen.strokeStyle = own;
        pen.lineWidth = 2;
        pen.beginPath();
        pen.arc(x(at), LANES.requests, what.method === 'GET' ? 3 : 6, 0, 7);
        // What was not answered is hollow.
        if (what.failed) pen.stroke();
        else pen.fill();
      }
    }
    line(now, 8, LANES.session + BAR + 6, colour('text'), 1);
    if (!server.active || x(now + server.remaining) - x(now) > 150) say('now', x(now), HEIGHT - 8, colour('muted'), 'center');
    say('you', 0, LANES.activity + 5, colour('muted'));
    say('server is told', 0, LANES.requests + 5, colour('muted'));
    say('session', 0, LANES.session + BAR / 2 + 5, colour('muted'));
  };
}

/** Each moment lasts until the next. */
function spans(moments: readonly Moment<Phase>[], now: number): [from: number, to: number, phase: Phase][] {
  return moments.map(({ at, what }, i) => [at, moments[i + 1]?.at ?? now, what]);
}

/** Seconds, as the first tab has it. */
function countdownOf({ tabs, server }: World): number {
  const { status } = server;
  const idle = status.active ? (status.idle_timeout ?? 0) : 0;
  const given = parseDuration(tabs[0]?.element.getAttribute('countdown') ?? '') ?? 120;
  return Math.min(given, idle / 2);
}
