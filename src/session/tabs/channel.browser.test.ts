import { expect } from '@open-wc/testing';
import type * as channels from './channel.ts';

/** What a browser may lack, and whether a tab hears the others then, and finds what was left. */
const MEANS = [
  { lacks: [], hears: true, finds: true },
  { lacks: ['BroadcastChannel'], hears: true, finds: true },
  { lacks: ['localStorage'], hears: true, finds: false },
  { lacks: ['BroadcastChannel', 'localStorage'], hears: false, finds: false },
] as const;

/** The module in a document of its own, as in a tab. */
async function load(lacks: readonly string[]): Promise<typeof channels> {
  const frame = document.createElement('iframe');
  frame.srcdoc = '<!doctype html>';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const realm = frame.contentWindow as Window & typeof globalThis;
  for (const name of lacks) {
    const get = () => {
      throw new Error('taken away');
    };
    Object.defineProperty(realm, name, { get });
  }
  const load = realm.Function('address', 'return import(address)') as (address: string) => Promise<typeof channels>;
  return load(new URL('channel.ts', import.meta.url).href);
}

const soon = (milliseconds = 200) => new Promise((resolve) => setTimeout(resolve, milliseconds));

for (const { lacks, hears, finds } of MEANS) {
  describe(`a channel ${lacks.length ? `without ${lacks.join(' and ')}` : 'with all means'}`, () => {
    let opened: channels.Channel[] = [];
    let name: string;

    beforeEach(() => {
      name = `channel ${Math.random()}`;
    });
    afterEach(() => {
      opened.forEach((channel) => channel.close());
      opened = [];
      localStorage.removeItem(name);
      document.querySelectorAll('iframe').forEach((frame) => frame.remove());
    });

    async function open(called = name) {
      const { openChannel } = await load(lacks);
      const heard: unknown[] = [];
      const channel = openChannel(called, (value) => heard.push(value));
      opened.push(channel);
      return { ...channel, heard };
    }

    it(`${hears ? 'tells' : 'can’t tell'} the others, in order and as it is, and never the teller`, async () => {
      const [one, two, three] = [await open(), await open(), await open()];
      one.post([1, 'a', null, 2.5]);
      one.post({ b: true });
      await soon();
      const said = hears ? [[1, 'a', null, 2.5], { b: true }] : [];
      expect(two.heard).to.deep.equal(said);
      expect(three.heard).to.deep.equal(said);
      expect(one.heard).to.deep.equal([]);
    });

    it(`${finds ? 'leaves' : 'can’t leave'} the last word for those who come later`, async () => {
      const one = await open();
      one.post(1);
      one.post([2]);
      expect((await open()).read()).to.deep.equal(finds ? [2] : undefined);
    });

    it('is silent once it is closed', async () => {
      const [one, two] = [await open(), await open()];
      two.close();
      one.post(1);
      await soon();
      expect(two.heard).to.deep.equal([]);
    });

    it('is apart from one of another name', async () => {
      const [one, two] = [await open(), await open(`${name} too`)];
      one.post(1);
      await soon();
      expect(two.heard).to.deep.equal([]);
      expect(two.read() ?? null).to.equal(null);
    });

    it('finds nothing in rubbish, and is not disturbed by it', async () => {
      const one = await open();
      localStorage.setItem(name, '{not JSON');
      await soon();
      expect(one.read()).to.equal(undefined);
      expect(one.heard.every((value) => value === undefined)).to.equal(true);
    });
  });
}
