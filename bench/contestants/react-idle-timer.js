import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { useIdleTimer } from 'react-idle-timer';

function App({ timeout, countdown, onIdle }) {
  useIdleTimer({ timeout, promptBeforeIdle: countdown, onIdle });
  return null;
}

globalThis.mount = (settings) => {
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  root.render(createElement(App, settings));
  return {
    unmount() {
      root.unmount();
      place.remove();
    },
  };
};
