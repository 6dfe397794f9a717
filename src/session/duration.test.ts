import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseDuration } from './duration.ts';

describe('parseDuration', () => {
  const readable: [unknown, number][] = [
    [900, 900],
    ['900', 900],
    ['900s', 900],
    ['15m', 900],
    ['1h30m', 5400],
    ['500ms', 0.5],
    ['7d', 604_800],
    ['400d', 34_560_000],
    ['1.5h', 5400],
    ['.5s', 0.5],
    ['1m500ms', 60.5],
    [' 10s ', 10],
    [0.25, 0.25],
  ];
  for (const [value, seconds] of readable) {
    it(`reads ${JSON.stringify(value)} as ${seconds} s`, () => assert.equal(parseDuration(value), seconds));
  }

  const unreadable = ['', 'abc', '-5', '0', 0, 'NaN', NaN, 'Infinity', Infinity, '1e9', 1e9, '5m5m', '401d', -5, '0s'];
  const more = ['30m1h', '1,5h', '5 m', 'm', '.', '1.', '0x10', '１５m', null, undefined, {}, [900], true];
  for (const value of [...unreadable, ...more]) {
    it(`does not read ${String(JSON.stringify(value) ?? value)} (${typeof value})`, () => {
      assert.equal(parseDuration(value), undefined);
    });
  }
});
