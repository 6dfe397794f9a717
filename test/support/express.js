import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import express from 'express';
import session from 'express-session';

// An Express app around the recipe of docs/SERVERS.md, as it stands there.
const page = readFileSync(new URL('../../docs/SERVERS.md', import.meta.url), 'utf8');
const [, recipe = ''] = /^## Express$.*?^```js\n(.*?)^```$/ms.exec(page) ?? [];
const folder = mkdtempSync(join(tmpdir(), 'idle-timeout-express-'));
process.once('SIGTERM', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});
writeFileSync(join(folder, 'session-resource.mjs'), recipe);
const { sessionResource } = await import(pathToFileURL(join(folder, 'session-resource.mjs')).href);

const secrets = ['now', 'before'];
const { guard, signedIn, signedOut } = sessionResource({ secrets, idle: 5, absolute: 60, file: join(folder, 'live.db') });
const app = express();
app.use(session({ secret: secrets, resave: false, saveUninitialized: false }));
app.use(guard);
app.get('/login', (request, response) => response.send('<form method="post"><input name="username"><input name="password" type="password"></form>'));
app.post('/login', express.urlencoded({ extended: false }), async (request, response) => {
  const { username, password } = request.body;
  if (password !== `${username}_secret`) return response.sendStatus(401);
  await signedIn(request, username);
  response.redirect(303, '/');
});
app.post('/logout', (request, response) => {
  signedOut(request);
  request.session.destroy(() => response.redirect(303, '/login'));
});
app.get('/', (request, response) => response.send(request.session.user ? `Hello ${request.session.user}` : 'No active session'));
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
