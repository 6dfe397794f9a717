import { expect } from '@open-wc/testing';
import { useFakeTimers } from 'sinon';
import '../../src/index.ts';
import { createFakeSession } from '../../src/testing/index.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => cleanUps.splice(0).reverse().forEach((cleanUp) => cleanUp()));

it('warns, asks once more, signs out', async () => {
  const clock = useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] });
  const session = createFakeSession();
  const element = document.createElement('idle-timeout');
  element.sessionUrl = '/session';
  element.channel = crypto.randomUUID(); // tests in other tabs of this browser are at a time of their own
  cleanUps.push(() => clock.restore(), session.install(), () => element.remove());
  document.body.append(element);

  await clock.tickAsync('13:01');
  expect(element.state).to.equal('warning');
  await clock.tickAsync('02:00');
  expect(element.state).to.equal('expired');
  expect(session.requests.map(({ method }) => method)).to.deep.equal(['GET', 'GET', 'DELETE']);
});
