import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { useIdleTimer } from 'react-idle-timer';

function App() {
  useIdleTimer({ timeout: 1_200_000, promptBeforeIdle: 120_000 });
  return null;
}
createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(App));
