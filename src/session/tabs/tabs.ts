import { openChannel, type Channel } from './channel.ts';
import { adds, isLater, merge, read, write, type Facts } from './facts.ts';

/** The other tabs of the session, as one tab deals with them. */
export interface Tabs {
  open(name: string): void;
  close(): void;
  /** Tells the others what they don't know yet. `ask`: so that they tell what they know more. */
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
  let id: string | null | undefined;
  /** All that was said of this session on the channel, by whomever. */
  let said: Facts | undefined;
  /** Somebody asked who knows less. */
  let asked = false;
  let greeted = false;
  let spokeAt = -Infinity;
  /** From the time line to the epoch, when this tab last spoke or heard. */
  let by = -Infinity;

  const offset = () => wall() - now();

  const receive = (value: unknown) => {
    by = offset();
    const facts = read(value, by, now());
    if (!facts) return;
    if (facts.id === id) {
      // Where many ask at once, one answer does.
      asked = facts.ask && !!said && adds(said, facts) && isLater(now(), spokeAt);
      said = merge(facts, said ?? facts);
    }
    hear(facts);
  };

  // The time line leaps with the wall clock: where that got behind, it was set back, and what was left is misdated.
  const isSetBack = () => isLater(by, offset());

  const left = () => (isSetBack() ? undefined : read(channel?.read(), offset(), now()));

  const listen = () => {
    const facts = left();
    if (!facts) return;
    if (facts.id === id) said = merge(facts, said ?? facts);
    hear(facts);
  };

  /** Recalls what all tabs of this session together know. @returns What those of a later session say instead. */
  const recall = (mine: Facts) => {
    const facts = left();
    if (facts?.id !== mine.id) return facts && facts.at > mine.at ? facts : undefined;
    const unheard = adds(facts, said);
    said = merge(facts, said ?? facts);
    // A word was lost on its way here.
    if (unheard) hear(facts);
    return undefined;
  };

  const post = (facts: Facts, ask: boolean) => {
    by = offset();
    spokeAt = now();
    said = merge(facts, said ?? facts);
    asked = false;
    channel?.post(write(said, ask, by));
  };

  return {
    open(given) {
      if (channel && given === name) return;
      channel?.close();
      name = given;
      greeted = false;
      channel = connect(name, receive);
      listen();
    },
    close() {
      channel?.close();
      channel = undefined;
    },
    tell(mine, ask = !greeted || isSetBack()) {
      if (!mine || !channel) return;
      if (id !== mine.id) {
        id = mine.id;
        said = undefined;
        listen();
      }
      if ((!ask && !asked && !adds(mine, said)) || recall(mine)) return;
      greeted = true;
      post(mine, ask);
    },
    take(mine, mark, at, since) {
      const later = recall(mine);
      const news = later ?? said;
      if (since < Infinity && news && (later || isLater(news[mark], since))) {
        hear(news);
        return false;
      }
      if (!later) post({ ...mine, [mark]: at }, false);
      return true;
    },
  };
}
