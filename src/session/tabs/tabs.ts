import { openChannel, type Channel } from './channel.ts';
import { adds, isLater, read, write, type Facts } from './facts.ts';

/** The other tabs of the session, as one tab deals with them. */
export interface Tabs {
  open(name: string): void;
  close(): void;
  /** Tells the others what they don't know yet. `ask`: and wants to hear what they know. */
  tell(mine: Facts | null, ask?: boolean): void;
  /**
   * Takes on what is to be done once over all tabs, unless one did since `since`; under a lock. The others are told
   * before it is done, so that nobody repeats it should this tab crash.
   *
   * @param mark The fact that they know it by.
   */
  take(mine: Facts, mark: 'slid' | 'out', at: number, since: number): boolean;
}

export function createTabs(
  now: () => number,
  wall: () => number,
  hear: (facts: Facts) => void,
  connect: typeof openChannel = openChannel,
): Tabs {
  let name = '';
  let channel: Channel | undefined;
  /** The last of this session on the channel, by whomever. */
  let said: Facts | undefined;
  /** Whoever said it waits for an answer. */
  let asked = false;
  let id: string | null | undefined;
  let greeted = false;

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

  const close = () => {
    channel?.close();
    channel = undefined;
  };

  return {
    open(given) {
      if (channel && given === name) return;
      channel?.close();
      name = given;
      greeted = false;
      channel = connect(name, receive);
      receive(channel.read());
    },
    close,
    tell(mine, ask = !greeted) {
      if (!mine || !channel) return;
      if (id !== mine.id) said = undefined;
      id = mine.id;
      if (!ask && !asked && !adds(mine, said)) return;
      greeted = true;
      post(mine, ask);
      // Whoever is out learns nothing more, and would answer for ever.
      if (mine.out > 0) close();
    },
    take(mine, mark, at, since) {
      const isDone = (facts: Facts | undefined) => facts?.id === mine.id && isLater(facts[mark], since);
      if (isDone(said) || isDone(decode(channel?.read()))) return false;
      post({ ...mine, [mark]: at }, false);
      return true;
    },
  };
}
