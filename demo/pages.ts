import { html } from 'hono/html';
import type { ListedSession, LoginForm, Session } from '../src/server/index.ts';

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

/** A page of the signed-in: with the tag, and a way out on it. */
function ownLayout(title: string, session: Session, countdown: string, body: Html): Html {
  return layout(
    `${title} · idle-timeout`,
    html`<idle-timeout
        session-url="/session"
        countdown="${countdown}"
        expired-url="/login?next={next}"
        signed-out-url="/login"
        drafts
      ></idle-timeout>
      <header>
        <a class="brand" href="/">idle-timeout</a>
        <nav><a href="/report">Report</a> <a href="/account">Account</a></nav>
        <span>Signed in as <b>${session.user}</b></span>
        <form method="post" action="/logout">
          ${token(session)}
          <button>Sign out</button>
        </form>
      </header>
      ${body}`,
  );
}

function token({ status }: Session): Html {
  return html`<input type="hidden" name="csrf_token" value="${status.csrf_token ?? ''}" />`;
}

export function loginPage({ next, name, remember, failed }: LoginForm): Html {
  return layout(
    'Sign in · idle-timeout',
    html`<main class="narrow">
      <h1>Sign in</h1>
      ${failed ? html`<p class="error" role="alert">${failed}</p>` : ''}
      <form class="card" method="post" action="/login">
        <input type="hidden" name="next" value="${next}" />
        <label>Name <input name="username" value="${name}" autocomplete="username" required autofocus /></label>
        <label>Password <input name="password" type="password" autocomplete="current-password" required /></label>
        <label class="inline"><input name="remember" type="checkbox" ${remember ? 'checked' : ''} /> Remember me on this device</label>
        <button class="primary">Sign in</button>
      </form>
      <p class="hint">
        Try <code>user1</code> with <code>user1_secret</code>, up to <code>user20</code>, or <code>admin</code> with
        <code>admin_secret</code> and half the idle timeout.
      </p>
    </main>`,
  );
}

/** What the report's form holds. */
interface Report {
  readonly story: string;
  readonly place: string;
  readonly day: string;
  readonly injured: boolean;
}

export function reportPage(session: Session, countdown: string): Html {
  const report = (session.get('report') ?? {}) as Partial<Report>;
  return ownLayout(
    'Incident report',
    session,
    countdown,
    html`<main class="columns">
        <section>
          <h1>Incident report</h1>
          <p class="hint">
            You are signed out after ${inWords(session.status.idle_timeout ?? 0)} without activity. Type, stop, wait, and watch.
          </p>
          <form class="card" id="report" method="post" action="/report">
            ${token(session)}
            <label>What happened? <textarea name="story" rows="7">${report.story ?? ''}</textarea></label>
            <label>Where? <input name="place" value="${report.place ?? ''}" /></label>
            <label>When? <input name="day" type="date" value="${report.day ?? ''}" /></label>
            <label class="inline"><input name="injured" type="checkbox" ${report.injured ? 'checked' : ''} /> Somebody was injured</label>
            <button>Save for this session</button>
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

export function accountPage(session: Session, all: readonly ListedSession[], countdown: string, said: string | null): Html {
  const { id, idle_timeout = 0, absolute_expires_in: absolute = null } = session.status;
  const password = html`<label>Password <input name="password" type="password" autocomplete="current-password" required /></label>`;
  const row = ({ id: other, device, remembered, idleFor, age }: ListedSession) =>
    html`<li class="card">
      <div>
        <b>${device ?? 'Unknown device'}</b>${other === id ? ', this one' : ''}${remembered ? ', remembered' : ''}<br />
        <span class="hint">Last seen ${ago(idleFor)}, signed in ${ago(age)}</span>
      </div>
      ${other === id
        ? ''
        : html`<form method="post" action="/account/sign-out">
            ${token(session)}<input type="hidden" name="id" value="${other}" />
            ${password}
            <button>Sign out there</button>
          </form>`}
    </li>`;
  return ownLayout(
    'Account',
    session,
    countdown,
    html`<main class="columns">
      <section aria-labelledby="sessions">
        <h1 id="sessions">Where you are signed in</h1>
        ${said ? html`<p class="error" role="alert">${said}</p>` : ''}
        <ul class="sessions">${all.map(row)}</ul>
      </section>
      <section>
        <h2>Everywhere else</h2>
        <form class="card" method="post" action="/account/sign-out">
          ${token(session)} ${password}
          <button>Sign out everywhere else</button>
        </form>
        <h2>This session</h2>
        <form class="card" method="post" action="/account/shared-computer">
          ${token(session)}
          <p>
            It ends after ${inWords(idle_timeout)} without activity${absolute === null ? '' : html`, and in ${inWords(absolute)} whatever happens`}.
          </p>
          <button>This is a shared computer: halve the time</button>
        </form>
      </section>
    </main>`,
  );
}

function ago(seconds: number): string {
  return seconds < 1 ? 'just now' : `${inWords(Math.floor(seconds))} ago`;
}

/** The two largest units: "1 day 3 hours", "90 seconds" as "1 minute 30 seconds". */
function inWords(seconds: number): string {
  const units = [['day', 86_400], ['hour', 3600], ['minute', 60], ['second', 1]] as const;
  let left = seconds < 60 ? Math.round(seconds * 10) / 10 : Math.round(seconds);
  const words: string[] = [];
  for (const [unit, size] of units) {
    const count = unit === 'second' ? Math.round((left % 60) * 10) / 10 : Math.floor(left / size);
    left -= count * size;
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return words.slice(0, 2).join(' ') || '0 seconds';
}
