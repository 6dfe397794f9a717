import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { loadNotes, saveNotes } from '../notes.ts';
import { useIdleTimeout } from './useIdleTimeout.ts';

function App() {
  const [notes, setNotes] = useState('');
  const [news, setNews] = useState('');
  const { state, remaining, session } = useIdleTimeout({ sessionUrl: '/session', countdown: 30 }, () => location.assign('/login'));
  useEffect(() => void loadNotes().then(setNotes), []);
  if (state === 'checking' || state === 'expired' || state === 'signed-out') return <main className="narrow">Signed out.</main>;
  return (
    <main className="narrow">
      <h1>A React hook</h1>
      <p className="hint">The session is <b>{state}</b>.</p>
      {state === 'warning' && (
        <p className="error" role="alert">
          Still there? {remaining} s left. <button onClick={() => session.extend()}>I’m still here</button>
        </p>
      )}
      <form className="card" action={async () => setNews(await saveNotes(notes, session.status?.csrf_token))}>
        <label>Your notes <textarea rows={7} value={notes} onChange={({ target }) => setNotes(target.value)} /></label>
        <button className="primary">Save</button>
      </form>
      <p role="status">{news}</p>
    </main>
  );
}

createRoot(document.querySelector('#app') as HTMLElement).render(<App />);
