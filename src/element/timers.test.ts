import { expect } from '@open-wc/testing';
import { sessionServer, setUpPage } from '../../test/support/page.ts';

const page = setUpPage();

/** Counts what the page asks of timers from now on. */
function countTimers() {
  const counts = { set: 0, run: 0 };
  const setTimeout = window.setTimeout;
  window.setTimeout = ((run: () => void, delay: number) => {
    counts.set += 1;
    return setTimeout(() => {
      counts.run += 1;
      run();
    }, delay);
  }) as typeof window.setTimeout;
  return counts;
}

describe('timers and wake-ups at a 20-minute timeout', () => {
  it('in an hour of an event every 100 ms: at most 4 timers, and one for each keepalive', async () => {
    page.answer(sessionServer({ idle: 1200 }).answer);
    const counts = countTimers();
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    for (let second = 0; second < 3600; second += 1) {
      for (let i = 0; i < 10; i += 1) {
        page.tickSync(0.1);
        element.activity();
      }
      await Promise.resolve();
    }
    const keepalives = page.requests.filter(({ method }) => method === 'POST').length;
    expect(element.state).to.equal('active');
    expect(keepalives).to.be.within(6, 7);
    expect(counts.set).to.be.at.most(4 + keepalives);
  }).timeout(20_000);

  it('in an hour of nothing: at most 5 callbacks and the ticks of the countdown', async () => {
    page.answer(sessionServer({ idle: 1200 }).answer);
    const counts = countTimers();
    const element = await page.mount('<idle-timeout session-url="/session"></idle-timeout>');
    let ticks = 0;
    element.addEventListener('tick', () => (ticks += 1));
    await page.tick(3600);
    expect(element.state).to.equal('expired');
    expect(ticks).to.equal(119);
    expect(counts.run - ticks).to.be.at.most(5);
  });

  it('without a server, in an hour of an event every 100 ms: 4 timers', async () => {
    const counts = countTimers();
    const element = await page.mount('<idle-timeout timeout="20m"></idle-timeout>');
    for (let i = 0; i < 36_000; i += 1) {
      page.tickSync(0.1);
      element.activity();
    }
    expect(element.state).to.equal('active');
    expect(counts.set).to.be.at.most(4);
  }).timeout(20_000);
});
