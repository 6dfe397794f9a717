import type { EndRequest, SlideRequest } from '../../src/session/protocol.ts';

/** The protocol's server, reduced to its idle timeout and put where `fetch` was: it answers by true time, in milliseconds. */
export function installServer(idle: number, truth: () => number): void {
  let lastActive = truth();
  let ended = false;
  const alive = () => !ended && truth() - lastActive < idle;
  const status = () => {
    const idleFor = truth() - lastActive;
    return { active: true, id: 'bench', expires_in: (idle - idleFor) / 1000, idle_for: idleFor / 1000, idle_timeout: idle / 1000, absolute_expires_in: null };
  };
  globalThis.fetch = async (_url, { method = 'GET', body = null } = {}) => {
    const { idle_for = 0, reason } = JSON.parse(typeof body === 'string' ? body : '{}') as SlideRequest & EndRequest;
    const activeAt = truth() - idle_for * 1000;
    if (alive() && method === 'POST') lastActive = Math.max(lastActive, activeAt);
    if (method === 'DELETE' && (reason !== 'idle' || lastActive <= activeAt + 2000)) ended = true;
    if (method === 'DELETE' && ended) return new Response(null, { status: 204 });
    return alive() ? Response.json(status()) : Response.json({ active: false }, { status: method === 'POST' ? 401 : 200 });
  };
}
