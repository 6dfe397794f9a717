import { html } from 'hono/html';
import type { LoginForm, Session } from '../src/server/index.ts';

type Html = ReturnType<typeof html>;

function layout(title: string, body: Html): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="stylesheet" href="/assets/style.css" />
        <link rel="icon" href="/assets/icon.svg" />
        <script type="module" src="/idle-timeout.js"></script>
        <script type="module" src="/assets/log.js"></script>
      </head>
      <body>
        ${body}
      </body>
    </html>`;
}

export function loginPage({ next, name, failed }: LoginForm): Html {
  return layout(
    'Sign in · idle-timeout',
    html`<main class="narrow">
      <h1>Sign in</h1>
      ${failed ? html`<p class="error" role="alert">${failed}</p>` : ''}
      <form class="card" method="post" action="/login">
        <input type="hidden" name="next" value="${next}" />
        <label>Name <input name="username" value="${name}" autocomplete="username" required autofocus /></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
        <button class="primary">Sign in</button>
      </form>
      <p class="hint">
        Try <code>user1</code> with <code>user1_secret</code>, up to <code>user20</code>, or <code>admin</code> with
        <code>admin_secret</code> and half the idle timeout.
      </p>
    </main>`,
  );
}

export function reportPage(session: Session, countdown: string): Html {
  return layout(
    'Incident report · idle-timeout',
    html`<idle-timeout
        session-url="/session"
        countdown="${countdown}"
        expired-url="/login?next={next}"
        signed-out-url="/login"
      ></idle-timeout>
      <header>
        <a class="brand" href="/">idle-timeout</a>
        <span>Signed in as <b>${session.user}</b></span>
        <form method="post" action="/logout">
          <input type="hidden" name="csrf_token" value="${session.status.csrf_token ?? ''}" />
          <button>Sign out</button>
        </form>
      </header>
      <main class="columns">
        <section>
          <h1>Incident report</h1>
          <p class="hint">
            You are signed out after ${session.status.idle_timeout} s without activity. Type, stop, wait, and watch.
          </p>
          <form class="card" id="report">
            <label>What happened? <textarea name="story" rows="7"></textarea></label>
            <label>Where? <input name="place" /></label>
            <label>When? <input name="day" type="date" /></label>
            <label class="inline"><input name="injured" type="checkbox" /> Somebody was injured</label>
          </form>
        </section>
        <section aria-labelledby="events">
          <h2 id="events">What the element says</h2>
          <dl class="figures">
            <div><dt>state</dt><dd id="state">…</dd></div>
            <div><dt>remaining</dt><dd id="remaining">…</dd></div>
          </dl>
          <ol class="log" id="log"></ol>
        </section>
      </main>`,
  );
}
