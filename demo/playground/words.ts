import type { World } from './world.ts';

/** Seconds after which nobody is said to be active. */
const LATELY = 2;

/** What happens just now, for somebody who sees it for the first time. */
export function narrate({ phase, tabs, marks, now, server }: World): string {
  const states = tabs.map(({ element }) => element.state);
  const lastActive = marks.findLast(({ what }) => what.kind === 'activity')?.at ?? -Infinity;
  if (phase === 'asleep') return 'The laptop sleeps. No timer runs, but time passes.';
  if (states.includes('checking')) return 'Awake past the deadline: the page is covered at once, and the server is asked.';
  if (tabs.some(({ element }) => element.state === 'expired' && element.session?.user === 'user1') && server.active) {
    return 'Somebody else has signed in: the pages of before are covered, and send nothing in the new name.';
  }
  if (phase === 'over' && states.some((state) => state === 'active' || state === 'warning')) {
    return 'Over on the server. Tabs that ask it learn of that with their next request, at the latest before the end.';
  }
  if (states.includes('warning')) {
    if (server.fault !== null) return 'Countdown, and the server can’t be reached: “Stay signed in” says so, and tries again.';
    return 'Countdown, in every tab. Press “Stay signed in” in one of them: all go on.';
  }
  if (phase === 'over') return 'The session is over: on the server, and in every tab. Sign in again: with drafts, what was typed is back.';
  if (server.fault !== null) return 'The server can’t be reached. The deadline stands as the server last confirmed it.';
  if (now - lastActive < LATELY) return 'You are active: the server hears of it now and then, and the session goes on.';
  return 'Nobody is active: the session runs towards its end. Move the pointer over a tab, or type.';
}
