import { isRecord } from './figures.ts';
import { idledOn, isActive, statusIn, type Held } from './held.ts';
import { fail, pass, passIf, skipped, type Verdict } from './verdict.ts';

/** Servers need not give a key. */
export const NO_KEY = skipped('there is none: the tag’s drafts can’t be used here');

/** 32 bytes. What was found is never told in a report: it is a key. */
const KEY = /^[\w-]{43}$/;

/**
 * Whether it is the user's: to be read, given to this session, and the same for the next.
 *
 * @param other Another session of the same user, where one can be had.
 */
export async function isUsersOwn(held: Held, other: Held | null): Promise<Verdict> {
  const { id } = statusIn(await held.peek());
  const answer = await held.draftKey();
  if (answer.status !== 200) return fail(`answered ${answer.status} instead of 200`);
  if (!isRecord(answer.json)) return fail('no JSON object');
  const { key, previous = [], id: to } = answer.json;
  return passIf(
    [isKey(key), 'key: not 32 bytes in base64url without padding'],
    [Array.isArray(previous) && previous.every(isKey), 'previous: not a list of such keys'],
    [(await keyOf(held)) === key, 'another one at the next request'],
    [!other || (await keyOf(other)) === key, 'another one in another session of the same user'],
    // A status without an id is held against the status.
    [typeof id !== 'string' || to === id, to === undefined ? 'id: absent' : 'id: not that of the status'],
  );
}

export async function leavesIdle(held: Held): Promise<Verdict> {
  const before = await held.peek();
  await held.draftKey();
  return passIf([idledOn(before, await held.peek()), 'the session slid']);
}

export async function isRefused(strangers: readonly Held[]): Promise<Verdict> {
  for (const stranger of strangers) {
    // A session that lives on is held against what should have ended it.
    if (isActive(await stranger.peek())) continue;
    const { status } = await stranger.draftKey();
    if (status !== 401) return fail(`answered ${status} instead of 401`);
  }
  return pass();
}

async function keyOf(held: Held): Promise<unknown> {
  const { json } = await held.draftKey();
  return isRecord(json) ? json.key : undefined;
}

function isKey(value: unknown): boolean {
  return typeof value === 'string' && KEY.test(value);
}
