import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { authenticate } from './users.ts';

describe('the demo’s users', () => {
  it('are user1 to user20 and admin, each with its own password', async () => {
    for (const name of ['user1', 'user20', 'admin']) assert.equal((await authenticate(name, `${name}_secret`))?.name, name);
    assert.equal((await authenticate('admin', 'admin_secret'))?.role, 'admin');
    assert.equal(await authenticate('user1', 'user2_secret'), null);
    assert.equal(await authenticate('user21', 'user21_secret'), null);
    assert.equal(await authenticate('__proto__', ''), null);
  });
});
