import { createElement, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { useIdleTimer } from 'react-idle-timer';

/** As its documentation has it: the tab that leads sends what all tabs need once. */
function App({ timeout, interval, keepalive }) {
  const { isLeader, getLastActiveTime } = useIdleTimer({ timeout, crossTab: true, leaderElection: true, syncTimers: 200, name: 'bench' });
  useEffect(() => {
    let told = Date.now();
    const timer = setInterval(() => {
      const active = getLastActiveTime()?.getTime() ?? 0;
      if (!isLeader() || active <= told) return;
      told = active;
      keepalive();
    }, interval);
    return () => clearInterval(timer);
  }, []);
  return null;
}

window.startPeer = (settings) => createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(App, settings));
