import assert from 'node:assert/strict';
import { it } from 'node:test';
import { steadyClock } from './clock.ts';

it('a store’s clock goes on where the wall clock is set back, and with it where the machine slept', () => {
  let [wall, monotonic] = [1_000_000, 50];
  const now = steadyClock(() => wall, () => monotonic);
  assert.equal(now(), 1_000_000);
  [wall, monotonic] = [1_005_000, 5050];
  assert.equal(now(), 1_005_000);
  wall -= 3_600_000;
  monotonic += 1000;
  assert.equal(now(), 1_006_000);
  wall += 3_600_000 + 60_000;
  assert.equal(now(), 1_065_000);
});
