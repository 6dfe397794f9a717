export interface Action {
  readonly part: string;
  readonly label: string;
  run(): void;
}

export interface Language {
  readonly tag: string;
  readonly rtl: true | undefined;
}

const CSS = '[popover]{inset:auto .5em .5em;margin:auto;padding:.75em 1em}[popover] button{margin:.5em .25em 0}';

/** Long enough (ms) for what assistive technology is to hear, not to be there already. */
const HEARD = 100;

let styles: CSSStyleSheet | undefined;

/** Says something quietly, above the page and in nobody's way. Any button closes it. @returns what closes it. */
export function showNotice(root: ShadowRoot, { tag, rtl }: Language, text: string, actions: readonly Action[]): () => void {
  if (!styles) (styles = new CSSStyleSheet()).replaceSync(CSS);
  if (!root.adoptedStyleSheets.includes(styles)) root.adoptedStyleSheets.push(styles);
  const said = Object.assign(document.createElement('p'), { role: 'status' });
  const notice = Object.assign(document.createElement('div'), { popover: 'manual', part: 'notice', lang: tag, dir: rtl ? 'rtl' : 'ltr' });
  const close = () => notice.remove();
  const buttons = actions.map(({ part, label, run }) => {
    const onclick = () => (close(), run());
    return Object.assign(document.createElement('button'), { type: 'button', part, textContent: label, onclick });
  });
  notice.append(said, ...buttons);
  root.append(notice);
  notice.showPopover();
  setTimeout(() => (said.textContent = text), HEARD);
  return close;
}
