import { html } from 'hono/html';
import type { Session } from '../../src/server/index.ts';
import { EXAMPLES, type Example } from './catalogue.ts';

type Html = ReturnType<typeof html>;

function layout(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title} · idle-timeout</title>
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="icon" href="/assets/icon.svg" />
      </head>
      <body>
        <header>
          <a class="brand" href="/">idle-timeout</a>
          <nav><a href="/report">Demo</a> <a href="/examples/">Examples</a></nav>
        </header>
        ${body}
      </body>
    </html>`;
}

/** Stands on each example's page. */
export function exampleHeader(name: string, session: Session): Html {
  return html`<header>
    <a class="brand" href="/">idle-timeout</a>
    <nav><a href="/examples/">Examples</a> <a href="/examples/${name}/source">Source</a></nav>
    <span>Signed in as <b>${session.user}</b></span>
    <form method="post" action="/logout">
      <input type="hidden" name="csrf_token" value="${session.status.csrf_token ?? ''}" />
      <button>Sign out</button>
    </form>
  </header>`;
}

export function indexPage(): Html {
  const row = ([name, { title, line }]: [string, Example]) =>
    html`<li>
      <h2><a href="/examples/${name}/">${title}</a></h2>
      <p>${line} <a href="/examples/${name}/source" aria-label="Source of ${title}">Source</a></p>
    </li>`;
  return layout(
    'Examples',
    html`<main>
      <h1>Examples</h1>
      <p class="lead">The tag in frameworks and without. Each is notes that you lose nothing of: sign in, stop typing, and watch.</p>
      <ul class="steps">${Object.entries(EXAMPLES).map(row)}</ul>
    </main>`,
  );
}

export function sourcePage(name: string, title: string, files: readonly (readonly [string, string])[]): Html {
  return layout(
    `Source of ${title}`,
    html`<main>
      <h1>${title}</h1>
      <p><a href="/examples/${name}/">See it run</a></p>
      ${files.map(([path, text]) => html`<h2>${path}</h2><pre><code>${text}</code></pre>`)}
    </main>`,
  );
}

export function brokenPage(): Html {
  return layout(
    'Not built',
    html`<main class="narrow">
      <h1>The examples can’t be built</h1>
      <p class="error">The server’s log says why. The demo itself is <a href="/report">where it was</a>.</p>
    </main>`,
  );
}
