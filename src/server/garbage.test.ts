import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { createApp } from '../../demo/app.ts';
import { Sessions } from './sessions.ts';
import { openSqliteStore } from './stores/sqlite.ts';

const store = openSqliteStore(':memory:');
const sessions = new Sessions({ store, lifetimes: { idle: 60, absolute: null }, secret: 'test' });
const app = createApp({ sessions, bundle: '', countdown: '30s', authenticate: async () => null, address: () => 'here' });

const paths = fc.oneof(
  fc.constantFrom('/', '/session', '/login', '/logout', '/check', '/report', '/assets/style.css', '/assets/../server.ts', '/assets/%2e%2e/users.json'),
  fc.webPath(),
);
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.webQueryParameters(), fc.constantFrom('{', '[]', 'null', '{"idle_for":1e999}'));
const type = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', '', 'x');

it('garbage never gives a 5xx, nor a file that is not public', async () => {
  const { sid, status } = await sessions.begin({ name: 'user1' });
  const cookies = fc.oneof(fc.string(), fc.constant(`sid=${sid}`), fc.constant(''));
  const request = fc.record({ method: fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'OPTIONS'), path: paths, query: fc.webQueryParameters(), body: text, type, cookie: cookies });
  await fc.assert(
    fc.asyncProperty(request, async ({ method, path, query, body, type, cookie }) => {
      const headers = new Headers({ 'sec-fetch-site': 'same-origin', 'x-csrf-token': status.csrf_token ?? '' });
      if (type) headers.set('content-type', type);
      try {
        headers.set('cookie', cookie);
      } catch {
        // No HTTP client can send that one.
      }
      const init = { method, headers, ...(method === 'GET' ? {} : { body }) };
      const response = await app.request(`http://localhost${path}?${query}`, init);
      assert.ok(response.status < 500, `${response.status}`);
      assert.ok(!(await response.text()).includes('scrypt$'));
    }),
    { numRuns: 1000 },
  );
});
