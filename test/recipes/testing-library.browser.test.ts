import { expect } from '@open-wc/testing';
import { within } from '@testing-library/dom';
import { userEvent } from '@testing-library/user-event';
import '../../src/index.ts';
import { createFakeClock, createFakeSession } from '../../src/testing/index.ts';

const cleanUps: (() => void)[] = [];
afterEach(() => cleanUps.splice(0).reverse().forEach((cleanUp) => cleanUp()));

it('goes on by “Stay signed in”', async () => {
  const clock = createFakeClock();
  cleanUps.push(clock.install()); // before the session: somebody signs in to it now, by this clock
  const session = createFakeSession();
  const user = userEvent.setup({ advanceTimers: (ms) => clock.tickAsync(ms / 1000) });
  const element = document.createElement('idle-timeout');
  element.sessionUrl = '/session';
  element.channel = crypto.randomUUID();
  cleanUps.push(session.install(), () => element.remove());
  document.body.append(element);

  await clock.tickAsync(13 * 60 + 1);
  const shadow = within(element.renderRoot as HTMLElement); // queries of the document don’t look into shadow roots
  expect(shadow.getByRole('dialog', { name: 'Are you still there?' })).to.have.property('open', true);
  await user.click(shadow.getByRole('button', { name: 'Stay signed in' }));
  await clock.tickAsync(0);
  expect(shadow.queryByRole('dialog')).to.equal(null);
  expect(session.remaining).to.equal(900);
});
