const CSS = /* css */ `
  :host {
    display: contents;
  }

  dialog,
  [popover] {
    --bg: var(--idle-timeout-background, light-dark(#fff, #1b1e25));
    --fg: var(--idle-timeout-color, light-dark(#191c22, #eceef3));
    --accent: var(--idle-timeout-accent, light-dark(#14c, #acf));
    --radius: var(--idle-timeout-radius, 1em);

    color-scheme: light dark;
    box-sizing: border-box;
    inline-size: min(27em, 100vw - 1em);
    max-block-size: calc(100% - 1em);
    padding: min(1.75em, 4vmin);
    border: 1px solid;
    border-radius: var(--radius);
    outline: 0;
    background: var(--bg);
    color: var(--fg);
    font: inherit;
    line-height: 1.5;
    text-align: center;
    visibility: visible;
    box-shadow: 0 1.5em 4em #0005;
  }

  dialog::backdrop {
    background: var(--idle-timeout-backdrop, #000a);
  }

  .cover {
    min-inline-size: 100%;
    min-block-size: 100%;
    border: 0;
    border-radius: 0;
  }

  .cover[open] {
    display: grid;
    place-content: center;
  }

  h2 {
    margin: 0 0 0.5em;
    font-size: 1.25em;
    line-height: 1.3;
  }

  p {
    margin: 0;
    min-block-size: 1.5em;
  }

  [part='countdown'] {
    font-size: min(3em, 14vmin);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  /* A border is seen in forced colours, too. */
  [part='progress'] {
    inline-size: var(--left);
    margin-block-end: 0.5em;
    border-block-end: 0.375em solid var(--accent);
    border-radius: 1em;
  }

  .spoken {
    position: absolute;
    clip-path: inset(50%);
  }

  [part='actions'] {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.75em;
    margin-block-start: 1em;
  }

  button {
    flex: auto;
    min-block-size: 2.75em;
    padding: 0.5em 1.25em;
    border: 1px solid;
    border-radius: calc(var(--radius) / 2);
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }

  button:first-child {
    border: 2px solid var(--accent);
    background: var(--accent);
    color: var(--idle-timeout-on-accent, light-dark(#fff, #101319));
    font-weight: 600;
  }

  button:hover {
    box-shadow: inset 0 0 0 9em #7772;
  }

  button:focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }

  .cover button {
    flex: none;
  }
`;

/** As a constructed style sheet: a strict Content-Security-Policy forbids any other. */
export function createStyles(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(CSS);
  return sheet;
}
