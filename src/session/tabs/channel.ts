/** Between the tabs of one origin that go by one name. What can't be had is done without. */
export interface Channel {
  /** Tells the other tabs, and leaves it for those that come later. */
  post(value: unknown): void;
  /** What was left last, by whatever tab. */
  read(): unknown;
  close(): void;
}

/** @param hear Called with what other tabs post. */
export function openChannel(name: string, hear: (value: unknown) => void): Channel {
  const broadcast = attempt(() => new BroadcastChannel(name));
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === name && newValue) hear(attempt(() => JSON.parse(newValue) as unknown));
  };
  if (broadcast) broadcast.onmessage = ({ data }) => hear(data);
  else addEventListener('storage', onStorage);
  return {
    post(value) {
      attempt(() => localStorage.setItem(name, JSON.stringify(value)));
      attempt(() => broadcast?.postMessage(value));
    },
    read: () => attempt(() => JSON.parse(localStorage.getItem(name) ?? 'null') as unknown),
    close() {
      broadcast?.close();
      removeEventListener('storage', onStorage);
    },
  };
}

/** Storage that is full or forbidden throws, and so do channels of documents without an origin. */
function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
