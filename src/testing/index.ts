export { createFakeClock, type FakeClock, type FakeTimer } from './clock.ts';
export { createFakeSession, type FakeRequest, type FakeSession, type FakeSessionOptions, type Fault } from './session.ts';
