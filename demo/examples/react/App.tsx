import 'idle-timeout-element';
import type {} from 'idle-timeout-element/types/react';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { loadNotes, saveNotes } from '../notes.ts';

function App() {
  const [open, setOpen] = useState(true);
  const [notes, setNotes] = useState('');
  const [news, setNews] = useState('');
  useEffect(() => void loadNotes().then(setNotes), []);
  return (
    <main className="narrow">
      <h1>React</h1>
      <button onClick={() => setOpen(!open)}>{open ? 'Close the notes' : 'Open the notes'}</button>
      {open && (
        <form className="card" action={async () => setNews(await saveNotes(notes))}>
          <idle-timeout sessionUrl="/session" countdown={30} expiredUrl="/login?next={next}" titleCountdown
            onwarn={({ remaining }) => setNews(`Asked with ${Math.round(remaining)} s left.`)}
            onextend={({ source }) => setNews(`Stayed, by ${source}.`)} />
          <label>Your notes <textarea rows={7} value={notes} onChange={({ target }) => setNotes(target.value)} /></label>
          <button className="primary">Save</button>
        </form>
      )}
      <p role="status">{news}</p>
    </main>
  );
}

createRoot(document.querySelector('#app') as HTMLElement).render(<App />);
