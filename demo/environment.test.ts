import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readEnvironment } from './environment.ts';

describe('the environment', () => {
  it('does not repeat a password', () => {
    assert.throws(() => readEnvironment({ REDIS_URL: 'https://:hunter2@redis' }), (error: Error) => !error.message.includes('hunter2'));
  });

  it('has a default for everything', () => {
    const { port, host, idleTimeout, absoluteTimeout, countdown, sessionSecret } = readEnvironment({});
    assert.deepEqual(
      { port, host, idleTimeout, absoluteTimeout, countdown, sessionSecret },
      { port: 3000, host: '127.0.0.1', idleTimeout: 60, absoluteTimeout: 43_200, countdown: '30s', sessionSecret: undefined },
    );
  });

  for (const [name, value] of [
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', ''],
    ['HOST', ''],
    ['IDLE_TIMEOUT', '0'],
    ['IDLE_TIMEOUT', '5m5m'],
    ['ABSOLUTE_TIMEOUT', 'never'],
    ['COUNTDOWN', ''],
    ['DATABASE', ' '],
    ['SESSION_SECRET', ''],
    ['REDIS_URL', ''],
    ['REDIS_URL', 'localhost:6379'],
    ['REDIS_URL', 'http://localhost'],
    ['METRICS_PORT', '-1'],
    ['TRUSTED_PROXIES', 'yes'],
  ] as const) {
    it(`${name}=${JSON.stringify(value)} is refused in one line that names it`, () => {
      const refused = (error: Error) => error.message.startsWith(`${name}: `) && !error.message.includes('\n');
      assert.throws(() => readEnvironment({ [name]: value }), refused);
    });
  }
});
