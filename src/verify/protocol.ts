import { isRefused, isUsersOwn, leavesIdle, NO_KEY } from './draft-key.ts';
import { faultsOf, isRecord, near, seconds, unreadable, type Status } from './figures.ts';
import { Held, idledOn, isActive, saysGone, statusIn, whatCame } from './held.ts';
import { race } from './race.ts';
import { PROTOCOL } from './rows.ts';
import { fail, look, pass, passIf, skipped, type Finding, type Verdict } from './verdict.ts';
import { Visitor, type Answer } from './visitor.ts';

export interface ProtocolOptions {
  readonly sessionUrl: string;
  /** A session that lives. It is signed out in the end. */
  readonly visitor: Visitor;
  /** Begins another; `null` where there is but the one. */
  readonly signIn: (() => Promise<Visitor>) | null;
  /** How long to wait for a session to end by itself, in seconds. */
  readonly patience: number;
}

const ROUNDS = 5;

/** Whether a server speaks the protocol: from outside, in a few seconds. */
export async function verifyProtocol({ sessionUrl, visitor, signIn, patience }: ProtocolOptions): Promise<readonly Finding[]> {
  const storable: string[] = [];
  let answers = 0;
  const watch = (method: string, { status, headers }: Answer) => {
    answers += 1;
    if (!/(^|[\s,])no-store\b/.test(headers.get('cache-control') ?? '')) storable.push(`${method}, answered ${status}`);
  };
  const opened: Held[] = [];
  const open = signIn && (async () => {
    const { held } = await Held.of(sessionUrl, await signIn(), watch);
    opened.push(held);
    return held;
  });
  const nobody = () => new Held(sessionUrl, new Visitor(), '', watch);

  const { held: given, first } = await Held.of(sessionUrl, visitor, watch);
  let held = given;
  if (!isActive(first) || unreadable(first.json).length > 0) return [{ ...PROTOCOL.fields, name: 'fields', verdict: fail(unmeasurable(first)) }];
  const status = statusIn(first);
  const pause = Math.min(isRounded(status) ? 2.5 : 1.5, status.idle_timeout / 3);
  let ended: Held | null = null;
  /** Nobody's cookies, and what somebody may have kept of sessions that are over. */
  const strangers = [nobody()];
  let givesKeys = true;
  /** What a server did to a session it has against it once, not in every line that follows. */
  const replaceLost = async () => {
    if (open && !lastsFor(2 * pause, await held.peek())) held = await open();
  };
  /** So that a slide would be seen. */
  const beIdle = async (time: number) => {
    const { idle_for } = statusIn(await held.peek());
    if (idle_for < time) await wait(time - idle_for);
  };

  const findings = await look(PROTOCOL, {
    fields: async () => passIf([faultsOf(first.json).length === 0, faultsOf(first.json).join('; ')]),
    id: async () => {
      const again = statusIn(await held.peek());
      const other = open && statusIn(await (await open()).peek());
      return passIf(
        [typeof again.id === 'string' && again.id !== '', 'there is none'],
        [![...held.visitor.cookies.values()].some((value) => value.includes(again.id)), 'it is in the cookie'],
        [statusIn(await held.peek()).id === again.id, 'another one at the next request'],
        [other?.id !== again.id, 'the same for two sessions'],
      );
    },
    peek: async () => {
      const before = await held.peek();
      await wait(pause);
      await held.peek();
      return measured(await held.peek(), (now, { idle_for }) => {
        const passed = now.sentAt - before.sentAt;
        const was = statusIn(before).idle_for;
        return passIf([near(now, idle_for, was + passed, before), `in ${seconds(passed)} idle_for went from ${seconds(was)} to ${seconds(idle_for)}`]);
      });
    },
    slide: async () => {
      await beIdle(pause);
      return measured(await held.slide(), (now, { expires_in, idle_for }) =>
        passIf(
          [near(now, idle_for, 0), `idle_for is ${seconds(idle_for)} right after`],
          [expires_in > limitOf(now) || near(now, expires_in, limitOf(now)), `expires_in is ${seconds(expires_in)} instead of ${seconds(limitOf(now))}`],
        ),
      );
    },
    idleFor: async () => {
      await beIdle(pause);
      return measured(await held.slide({ idle_for: pause / 2 }), (now, { idle_for }) =>
        passIf([near(now, idle_for, pause / 2), `told of activity ${seconds(pause / 2)} ago, idle_for is ${seconds(idle_for)}`]),
      );
    },
    neverShorter: async () => {
      await beIdle(pause / 2);
      const before = await held.slide();
      const far = status.idle_timeout * 0.9;
      return measured(await held.slide({ idle_for: far }), (now, { idle_for }) =>
        passIf([near(now, idle_for, now.sentAt - before.sentAt, before), `told of activity ${seconds(far)} ago, idle_for became ${seconds(idle_for)}`]),
      );
    },
    cap: async () => {
      if (status.absolute_expires_in === null) return pass('there is no absolute timeout');
      await beIdle(pause);
      const before = await held.peek();
      const was = statusIn(before).absolute_expires_in ?? Infinity;
      return measured(await held.slide(), (now, { expires_in, absolute_expires_in }) => {
        const left = absolute_expires_in ?? Infinity;
        return passIf(
          [expires_in <= left, `expires_in ${seconds(expires_in)} is beyond it`],
          [near(now, left, was - (now.sentAt - before.sentAt), before), `absolute_expires_in was ${seconds(was)}, and is ${seconds(left)} after a slide`],
        );
      });
    },
    garbage: () => changesNothing(held),
    csrfToken: async () => {
      await beIdle(pause / 2);
      const [without, wrong] = [held.withToken(''), held.withToken(held.token.replace(/^./, (letter) => (letter === 'x' ? 'y' : 'x')))];
      return refusesAll(held, [() => without.slide(), () => wrong.slide(), () => without.end(), () => wrong.end()]);
    },
    csrfOrigin: async () => {
      const elsewhere = { origin: 'https://evil.example', referer: 'https://evil.example/' };
      await beIdle(pause / 2);
      // Older browsers send no Sec-Fetch-Site.
      const kinds = ['cross-site', 'same-site', ''].map((site) => ({ ...elsewhere, 'sec-fetch-site': site }));
      return refusesAll(held, kinds.flatMap((headers) => [() => held.ask('POST', { headers }), () => held.ask('DELETE', { headers })]));
    },
    spare: async () => {
      await held.slide();
      const kept = measured(await held.end({ reason: 'idle', idle_for: 3600 }), () => pass());
      if (kept.result === 'fail') return fail(`a page idle for an hour ended a session active just now: ${kept.found}`);
      return passIf([isActive(await held.peek()), 'answered with the status, but ended the session']);
    },
    draftKey: async () => {
      givesKeys = (await held.draftKey()).status !== 404;
      return givesKeys ? isUsersOwn(held, open && (await open())) : NO_KEY;
    },
    draftKeyPeek: async () => {
      if (!givesKeys) return NO_KEY;
      await beIdle(pause);
      return leavesIdle(held);
    },
    race: async () => {
      if (!open) return skipped('needs sessions of its own: give --login');
      return race({ rounds: ROUNDS, open, keepalive: (by) => by.slide(), signOut: (by) => by.end(), isAlive: async (by) => isActive(await by.peek()) });
    },
    expiry: async () => {
      if (!open) return skipped('needs a session of its own: give --login');
      const own = await open();
      const { expires_in } = statusIn(await own.peek());
      if (expires_in > patience) return skipped(`not waited for: a session lasts ${seconds(expires_in)} (--patience)`);
      await wait(expires_in + 0.2);
      strangers.push(own.copy());
      const late = await own.slide();
      return passIf([late.status === 401, `a keepalive after it is answered ${late.status}`], [saysGone(await own.peek()), 'and it lives on']);
    },
    signOut: async () => {
      ended = open ? await open() : held;
      const before = ended.copy();
      strangers.push(before);
      const answer = await ended.end({ reason: 'user' });
      const copyWorks = isActive(await before.peek());
      const again = await ended.end({ reason: 'user' });
      return passIf(
        [answer.status === 204, `answered ${answer.status} instead of 204`],
        [!copyWorks, 'a copy of the cookie still works'],
        [again.status === 204, `asked again, it is answered ${again.status} instead of 204`],
      );
    },
    gone: async () => {
      for (const by of [nobody(), ...(ended ? [ended] : [])]) {
        const answer = await by.slide();
        if (answer.status !== 401 || !saysGone(answer)) return fail(`answered ${whatCame(answer)}`);
      }
      return pass();
    },
    draftKeyGone: async () => (givesKeys ? isRefused(strangers) : NO_KEY),
    anonymous: async () => {
      const answer = await nobody().peek();
      return passIf([answer.status === 200 && saysGone(answer), `answered ${whatCame(answer)}`]);
    },
    noStore: async () => passIf([storable.length === 0, `${storable.length} of ${answers} answers may be; the first: ${storable[0]}`]),
  }, replaceLost);
  // Nothing is left behind on somebody's server.
  await Promise.allSettled([given, ...opened].map((session) => session.end()));
  return findings;
}

/** Whatever an unreadable body does, it neither ends the session nor buys time. */
async function changesNothing(held: Held): Promise<Verdict> {
  for (const body of ['{"idle_for": -100000}', '{"idle_for": "x"}', '{"idle_for": 1e999}', '{', '[]']) {
    const answer = await held.ask('POST', { body });
    const now = await held.peek();
    if (!isActive(now)) return fail(`${body} ended the session`);
    const { idle_for, idle_timeout, expires_in } = statusIn(now);
    if (idle_for < 0 || expires_in > idle_timeout + 1) return fail(`${body} made expires_in ${seconds(expires_in)} of ${seconds(idle_timeout)}`);
    if (answer.status < 400 || answer.status >= 500) return fail(`${body} is answered ${answer.status} instead of 400`);
  }
  return pass();
}

/** Each is answered 403, and the session goes on as if it had not been asked. */
async function refusesAll(held: Held, requests: readonly (() => Promise<Answer>)[]): Promise<Verdict> {
  for (const request of requests) {
    const before = await held.peek();
    const answer = await request();
    const after = await held.peek();
    const said = `answered ${answer.status}`;
    const verdict = passIf(
      [isActive(after), `${said}, and the session is over`],
      [idledOn(before, after), `${said}, and the session slid`],
      [answer.status === 403, `${said} instead of 403`],
      [isRecord(answer.json) && answer.json.error === 'csrf', 'answered 403 without {"error": "csrf"}'],
    );
    if (verdict.result === 'fail') return verdict;
  }
  return pass();
}

/** Judges a status; anything else is wrong. */
function measured(answer: Answer, judge: (answer: Answer, status: Status) => Verdict): Verdict {
  if (answer.status !== 200) return fail(`answered ${whatCame(answer)}`);
  const faults = unreadable(answer.json);
  return faults.length > 0 ? fail(faults.join('; ')) : judge(answer, statusIn(answer));
}

function lastsFor(time: number, answer: Answer): boolean {
  if (!isActive(answer) || unreadable(answer.json).length > 0) return false;
  const { expires_in, absolute_expires_in } = statusIn(answer);
  return Math.min(expires_in, absolute_expires_in ?? Infinity) > time;
}

function limitOf(answer: Answer): number {
  const { idle_timeout, absolute_expires_in } = statusIn(answer);
  return Math.min(idle_timeout, absolute_expires_in ?? Infinity);
}

function isRounded({ expires_in, idle_for }: Status): boolean {
  return Number.isInteger(expires_in) && Number.isInteger(idle_for);
}

function unmeasurable(first: Answer): string {
  const what = isActive(first) ? unreadable(first.json).join('; ') : `a session that was signed in is not active here: ${whatCame(first)}`;
  return `${what}. Nothing else can be looked at before that is mended`;
}

function wait(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, time * 1000));
}
