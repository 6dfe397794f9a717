import { createSession, type SessionSettings } from 'idle-timeout-element/session';
import { useState, useSyncExternalStore } from 'react';

/** The session of this page, for a component to show: no element, no dialog. The settings and `leave` are read once. */
export function useIdleTimeout(settings: SessionSettings, leave: () => void) {
  const [store] = useState(() => createStore(settings, leave));
  const state = useSyncExternalStore(store.subscribe, () => store.session.state, () => 'active');
  const remaining = useSyncExternalStore(store.subscribe, () => Math.ceil(store.session.remaining), () => Infinity);
  return { state, remaining, session: store.session };
}

function createStore(settings: SessionSettings, leave: () => void) {
  const listeners = new Set<() => void>();
  const change = () => listeners.forEach((listener) => listener());
  const session = createSession(settings, { notice: () => {}, change, leave });
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    session.start();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) session.stop();
    };
  };
  return { session, subscribe };
}
