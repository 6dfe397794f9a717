import type { Values } from './attributes.ts';
import type { World } from './world.ts';

/** As many as fit, each with a colour of its own. */
const MOST = 4;
/** What stands for the page that an app would send people to. */
const SIGN_IN = '/playground/sign-in.html?next={next}';

/** Windows that look like a browser's tabs, each with a page and its tag. */
export function createFrames(holder: HTMLElement, world: World) {
  let values: Values = new Map();
  // Pages of the demo itself on this origin are no tabs of this picture.
  const channel = `playground-${Math.random()}`;
  const frames: HTMLIFrameElement[] = [];

  const dress = (element: HTMLElement) => {
    const wanted = new Map([...values, ['channel', values.get('channel') ?? channel]]);
    for (const [name, value] of values) if (/^(expired|signed-out)-url$/.test(name) && value.startsWith('/login')) wanted.set(name, SIGN_IN);
    for (const name of element.getAttributeNames()) if (!wanted.has(name)) element.removeAttribute(name);
    for (const [name, value] of wanted) if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  };

  return {
    open() {
      const number = frames.length + 1;
      const box = document.createElement('section');
      const bar = document.createElement('h2');
      const state = document.createElement('span');
      const frame = document.createElement('iframe');
      box.className = `tab tab-${number}`;
      bar.append(`Tab ${number}`, state);
      frame.title = `Tab ${number}`;
      frame.src = '/playground/tab.html';
      box.append(bar, frame);
      holder.append(box);
      frames.push(frame);
      return frames.length < MOST;
    },
    /** A page asks for its tag. */
    join(view: Window & typeof globalThis) {
      const number = frames.findIndex(({ contentWindow }) => contentWindow === view) + 1;
      const element = view.document.createElement('idle-timeout');
      dress(element);
      world.join({ number, view, element });
      view.document.body.append(element);
    },
    set values(given: Values) {
      world.values = values = given;
      for (const { element } of world.tabs) dress(element);
    },
    reload() {
      for (const { contentWindow } of frames) contentWindow?.location.replace('/playground/tab.html');
    },
    /** Each window says how its page is. */
    show() {
      frames.forEach((frame, i) => {
        const tab = world.tabs.find(({ view }) => view === frame.contentWindow);
        const state = world.phase === 'asleep' ? 'asleep' : (tab?.element.state ?? 'sign-in page');
        const shown = frame.parentElement?.querySelector('h2 span');
        if (shown && shown.textContent !== state) shown.textContent = state;
        frame.parentElement?.setAttribute('data-state', state);
        frame.inert = state === 'asleep';
        frame.title = `Tab ${i + 1}, ${state}`;
      });
    },
  };
}
