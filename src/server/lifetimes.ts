import type { NewLifetimes } from './store.ts';

/** How long sessions last. Both limits hold; the first that is reached ends the session. */
export interface Lifetimes {
  /** Seconds, above 0: the session ends this long after the last activity (ASVS 7.3.1). */
  readonly idle: number;
  /** Seconds, above 0: the session ends this long after sign-in, whatever happens (ASVS 7.3.2). `null`: never. */
  readonly absolute: number | null;
}

/** How long whose sessions last. */
export interface LifetimeOptions {
  /** Of everybody's, where nothing else is said. */
  readonly lifetimes: Lifetimes;
  /** Of sessions that are to outlive the browser's closing. None may be shorter. Default: as for everybody. */
  readonly remember?: Partial<Lifetimes>;
  /** Lifetimes of their own for some roles, remembered or not. What is absent is as for everybody. */
  readonly roles?: Readonly<Record<string, Partial<Lifetimes>>>;
}

/** A role's limits are there for safety: "remember me" does not override them. */
export function lifetimesFor({ lifetimes, remember, roles }: LifetimeOptions, role: string | undefined, remembered: boolean): Lifetimes {
  const ofRole = role !== undefined && roles && Object.hasOwn(roles, role) ? roles[role] : {};
  return { ...lifetimes, ...(remembered ? remember : {}), ...ofRole };
}

/** @throws RangeError naming the option that can't be right. */
export function checkOptions({ lifetimes, remember = {}, roles = {} }: LifetimeOptions): void {
  check('lifetimes', { idle: lifetimes.idle, absolute: lifetimes.absolute });
  check('remember', remember);
  for (const [role, ofRole] of Object.entries(roles)) check(`roles.${role}`, ofRole);
  for (const name of ['idle', 'absolute'] as const) {
    const { [name]: longer = lifetimes[name] } = remember;
    if ((longer ?? Infinity) < (lifetimes[name] ?? Infinity)) {
      throw new RangeError(`remember.${name}: ${longer} is shorter than lifetimes.${name}, ${lifetimes[name]}`);
    }
  }
}

/** @throws RangeError naming the lifetime that can't be right. */
export function toMilliseconds(lifetimes: Partial<Lifetimes>): NewLifetimes {
  check('setLifetime', lifetimes);
  const { idle, absolute } = lifetimes;
  return {
    ...(idle !== undefined && { idle: idle * 1000 }),
    ...(absolute !== undefined && { absolute: absolute === null ? null : absolute * 1000 }),
  };
}

/** @throws RangeError where the name of a value is not a word. */
export function checkName(name: string): string {
  if (!/^[a-z]\w*$/i.test(name)) throw new RangeError(`set: ${JSON.stringify(name)} is not a word`);
  return name;
}

/** @throws TypeError where JSON can't tell the value. */
export function checkJson(name: string, value: unknown): string {
  const json: unknown = JSON.stringify(value);
  if (typeof json !== 'string') throw new TypeError(`set: JSON can’t tell the value of ${name}`);
  return json;
}

function check(name: string, lifetimes: Partial<Lifetimes>): void {
  const good = (seconds: unknown) => typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;
  const { idle, absolute } = lifetimes;
  if ('idle' in lifetimes && !good(idle)) throw new RangeError(`${name}.idle: ${idle} is not a number of seconds above 0`);
  if ('absolute' in lifetimes && absolute !== null && !good(absolute)) {
    throw new RangeError(`${name}.absolute: ${absolute} is neither null nor a number of seconds above 0`);
  }
}
