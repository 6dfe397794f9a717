import * as clock from '../../src/session/clock.ts';
import * as machine from '../../src/session/machine.ts';
import * as others from '../../src/session/others.ts';
import * as rules from '../../src/session/rules.ts';
import * as tabs from '../../src/session/tabs/tabs.ts';

/** The product's own code under test: all of the session but the browser and the network. */
export type Engine = Pick<typeof machine, 'begin' | 'transition'> &
  Pick<typeof rules, 'wakeAt' | 'quietUntil' | 'deadline' | 'limits' | 'remaining'> &
  Pick<typeof clock, 'createTimeline' | 'createAlarm'> &
  Pick<typeof others, 'factsOf' | 'hasLeft' | 'stakeOf'> &
  Pick<typeof tabs, 'createTabs'>;

export const engine: Engine = { ...machine, ...rules, ...clock, ...others, ...tabs };

/** The same code from another folder, where a rule of it was broken. */
export async function loadEngine(folder: string): Promise<Engine> {
  const load = (name: string) => import(`${folder}/${name}.ts`) as Promise<object>;
  return Object.assign({}, ...(await Promise.all(['clock', 'machine', 'rules', 'others', 'tabs/tabs'].map(load)))) as Engine;
}
