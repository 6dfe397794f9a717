import { createFields, htmlOf, type Described, type Values } from './attributes.ts';
import { createFrames } from './frames.ts';
import { createPicture } from './picture.ts';
import { narrate } from './words.ts';
import { createWorld } from './world.ts';

/** What pages in the tabs may ask of this one. */
export interface Playground {
  enter(view: Window & typeof globalThis): void;
  join(view: Window & typeof globalThis): void;
  signIn(): void;
}

declare global {
  interface Window {
    playground: Playground;
  }
}

const find = <T extends Element>(selector: string) => document.querySelector(selector) as T;

/** The newest on top. @param tab `null`: the visitor. */
const write = (at: number, tab: number | null, text: string) => {
  const row = document.createElement('li');
  const time = document.createElement('time');
  const name = document.createElement('b');
  time.textContent = `${at.toFixed(1)} s`;
  name.className = `tab-${tab}`;
  name.textContent = tab === null ? 'You' : `Tab ${tab}`;
  row.append(time, name, text);
  find('#log').prepend(row);
};
const world = createWorld(write, (warning) => markUnread(warning));
const frames = createFrames(find('#tabs'), world);
const draw = createPicture(find<HTMLCanvasElement>('#picture'), world);

window.playground = { enter: world.enter, join: frames.join, signIn: () => world.server.signIn() };

const apply = (values: Values) => {
  frames.values = values;
  find('#html').textContent = htmlOf(values);
};
const described = (await (await fetch('/playground/attributes.json')).json()) as readonly Described[];
const markUnread = createFields(find('#attributes'), described, apply);

const press = (id: string, run: (button: HTMLButtonElement) => void) => {
  const button = find<HTMLButtonElement>(`#${id}`);
  button.addEventListener('click', () => {
    write(world.now, null, button.textContent);
    run(button);
  });
};
press('open', (button) => (button.disabled = !frames.open()));
press('sleep', () => world.sleep(600));
press('offline', (button) => {
  const online = button.textContent === 'Go online';
  world.online = online;
  button.textContent = online ? 'Go offline' : 'Go online';
});
press('restart', () => world.restart(5));
press('elsewhere', () => world.server.end());
press('device', () => world.server.touch());
press('other', () => world.server.signIn('user2'));
press('again', () => {
  serve();
  frames.reload();
});
press('copy', (button) => {
  void navigator.clipboard.writeText(find('#html').textContent).then(() => (button.textContent = 'Copied'));
});

const serve = () => {
  const absolute = Number(find<HTMLSelectElement>('#absolute').value);
  world.serve(Number(find<HTMLSelectElement>('#idle').value), absolute || null);
};
for (const id of ['idle', 'absolute']) {
  find(`#${id}`).addEventListener('change', () => {
    serve();
    frames.reload();
  });
}
find('#speed').addEventListener('change', ({ target }) => (world.speed = Number((target as HTMLSelectElement).value)));

const still = matchMedia('(prefers-reduced-motion: reduce)');
let drawnAt = -Infinity;
const show = (at: number) => {
  requestAnimationFrame(show);
  if (at - drawnAt < (still.matches ? 1000 : 30)) return;
  drawnAt = at;
  draw();
  frames.show();
  const words = narrate(world);
  const said = find('#said');
  if (said.textContent !== words) said.textContent = words;
};

frames.open();
frames.open();
world.start();
requestAnimationFrame(show);
