import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { startServer, type Running } from '../../test/support/demo.ts';
import { setUp } from '../../test/support/world.ts';

const paths = fc.oneof(
  fc.constantFrom('/', '/session', '/login', '/logout', '/check', '/report', '/account', '/account/sign-out', '/account/shared-computer', '/healthz'),
  fc.constantFrom('/assets/style.css', '/assets/../server.ts', '/assets/%2e%2e/users.json', '/assets/%', '/assets/%00'),
  fc.webPath(),
);
const text = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.webQueryParameters(), fc.constantFrom('{', '[]', 'null', '{"idle_for":1e999}', '{"reason":"__proto__"}'));
const type = fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'multipart/form-data; boundary=x', '', 'x');
const method = fc.constantFrom('GET', 'POST', 'DELETE', 'PUT', 'OPTIONS', 'HEAD', 'PATCH');

describe('garbage', () => {
  it('2,000 times gives no 5xx, no file that is not public, and takes no memory', async () => {
    const { app, sessions } = setUp();
    const { sid, status } = await sessions.begin({ name: 'user1' });
    const cookie = fc.oneof(fc.string(), fc.constant(`sid=${sid}`), fc.constant(''), fc.constant(`sid=${sid}; sid=x; =; a`));
    const request = fc.record({ method, path: paths, query: fc.webQueryParameters(), body: text, type, cookie, next: fc.string() });
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap: number[] = [];
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, query, body, type, cookie, next }) => {
        const headers = new Headers({ 'sec-fetch-site': 'same-origin', 'x-csrf-token': status.csrf_token ?? '' });
        for (const [name, value] of [['content-type', type], ['cookie', cookie], ['accept', next], ['referer', next], ['x-forwarded-for', next]] as const) {
          try {
            if (value) headers.set(name, value);
          } catch {
            // No HTTP client can send that one.
          }
        }
        const init = { method, headers, ...(!['GET', 'HEAD'].includes(method) && { body }) };
        const response = await app.request(`http://localhost${path}?${query}`, init);
        assert.ok(response.status < 500, `${response.status}`);
        assert.ok(!(await response.text()).includes('scrypt$'));
        if ((asked += 1) % 1000 !== 0) return;
        collect();
        heap.push(process.memoryUsage().heapUsed);
      }),
      { numRuns: 2000 },
    );
    const [half = NaN, all = NaN] = heap;
    assert.ok(all - half < 2_000_000, `the second thousand took ${all - half} bytes`);
  });

  describe('that is not even HTTP', () => {
    let server: Running;
    before(async () => void (server = await startServer('node', ['test/support/reference.ts'], {})));
    after(() => server.stop());

    /** What comes back on a connection that says this and hangs up. */
    const say = (bytes: Uint8Array) =>
      new Promise<string>((resolve) => {
        const { hostname, port } = new URL(server.address);
        let answer = '';
        const socket = connect(Number(port), hostname, () => socket.end(bytes));
        socket.on('data', (chunk) => (answer += String(chunk)));
        socket.on('error', () => {});
        socket.on('close', () => resolve(answer));
      });

    it('stops no server', async () => {
      const start = fc.constantFrom('', 'GET / HTTP/1.1\r\n', 'POST /session HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n', 'POST /login HTTP/1.1\r\nHost: [\r\nTransfer-Encoding: chunked\r\n\r\n', 'GET http://[ HTTP/1.1\r\nHost: \r\n\r\n');
      const rest = fc.uint8Array({ maxLength: 300 });
      await fc.assert(
        fc.asyncProperty(start, rest, async (start, rest) => {
          assert.doesNotMatch(await say(Buffer.concat([Buffer.from(start), rest])), /^HTTP\/1\.1 5/);
        }),
        { numRuns: 300 },
      );
      assert.equal((await fetch(`${server.address}/healthz`)).status, 200);
    });

    it('and no body that is too large, whether it says its length or not', async () => {
      const headers = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
      const large = JSON.stringify({ idle_for: 1, filling: 'x'.repeat(70_000) });
      const pieces = new Blob([large]).stream();
      for (const body of [large, pieces]) {
        const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
        assert.equal((await fetch(`${server.address}/session`, init)).status, 413);
      }
    });
  });
});
