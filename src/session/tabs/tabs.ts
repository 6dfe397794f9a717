import { openChannel, type Channel } from './channel.ts';
import { adds, isLater, read, write, type Facts } from './facts.ts';
import { alone } from './lock.ts';

/** The other tabs of the session, as one tab deals with them. */
export interface Tabs {
  open(name: string): void;
  close(): void;
  /** Tells the others what they don't know yet. `ask`: and wants to hear what they know. */
  tell(mine: Facts | null, ask?: boolean): void;
  /**
   * Runs once over all tabs: not if another tab is at it, or was since `since`. Whoever comes first says so before it
   * runs, so that nobody repeats it should it crash.
   *
   * @param mark The fact that the others will know it by.
   */
  claim<T>(mine: Facts, mark: 'slid' | 'out', at: number, since: number, run: () => Promise<T>): Promise<T | undefined>;
}

export function createTabs(
  now: () => number,
  wall: () => number,
  wait: (milliseconds: number) => Promise<void>,
  hear: (facts: Facts) => void,
): Tabs {
  let name = '';
  let channel: Channel | undefined;
  /** The last of this session on the channel, by whomever. */
  let said: Facts | undefined;
  /** Whoever said it waits for an answer. */
  let asked = false;
  let id: string | null | undefined;
  let greeted = false;
  let accompanied = false;

  const decode = (value: unknown) => read(value, wall() - now(), now());

  const receive = (value: unknown) => {
    const facts = decode(value);
    if (!facts) return;
    if (facts.id === id) {
      said = facts;
      asked = facts.ask;
    }
    hear(facts);
  };

  const post = (facts: Facts, ask: boolean) => {
    said = facts;
    asked = false;
    channel?.post(write(facts, ask, wall() - now()));
  };

  return {
    open(given) {
      if (channel && given === name) return;
      channel?.close();
      name = given;
      greeted = accompanied = false;
      channel = openChannel(name, (value) => {
        accompanied = true;
        receive(value);
      });
      receive(channel.read());
    },
    close() {
      channel?.close();
      channel = undefined;
    },
    tell(mine, ask = !greeted) {
      if (!mine || !channel) return;
      if (id !== mine.id) said = undefined;
      id = mine.id;
      if (!ask && !asked && !adds(mine, said)) return;
      greeted = true;
      post(mine, ask);
    },
    async claim(mine, mark, at, since, run) {
      const isDone = (facts: Facts | undefined) => facts?.id === mine.id && isLater(facts[mark], since);
      const go = async () => {
        if (isDone(said) || isDone(decode(channel?.read()))) return undefined;
        post({ ...mine, [mark]: at }, false);
        return run();
      };
      // Locks take their time: not for what can't wait, nor for one who was never spoken to.
      return accompanied && since < Infinity ? alone(name + mark, go, wait) : go();
    },
  };
}
