import type { Settings } from './contract.ts';
import { createLaboratory } from './laboratory.ts';
import { installServer } from './server.ts';
import { settle } from './settle.ts';
import { movement, trustScriptedEvents } from './trust.ts';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** The defaults of the tag. */
export const TIMEOUT = 15 * MINUTE;
const COUNTDOWN = 2 * MINUTE;

export const lab = createLaboratory();

export async function mountContestant(): Promise<void> {
  trustScriptedEvents();
  installServer(TIMEOUT, lab.truth);
  const onIdle = () => (globalThis.idleAt ??= lab.truth());
  const settings: Settings = { timeout: TIMEOUT, countdown: COUNTDOWN, sessionUrl: '/session', onIdle };
  globalThis.mounted = await globalThis.mount(settings);
  await settle();
}

export function move(): void {
  for (const event of movement()) document.body.dispatchEvent(event);
}
