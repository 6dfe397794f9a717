/** What the apps among the examples ask of their server. */
export async function loadNotes(): Promise<string> {
  return ask('GET');
}

/** @param token Of the session: what changes something must carry it. */
export async function saveNotes(notes: string, token = document.querySelector('idle-timeout')?.session?.csrf_token): Promise<string> {
  return ask('PUT', { body: new URLSearchParams({ notes }), headers: { 'X-CSRF-Token': token ?? '' } });
}

async function ask(method: string, { body = null, headers = {} }: Pick<RequestInit, 'body' | 'headers'> = {}): Promise<string> {
  const response = await fetch('/examples/notes', { method, body, headers: { Accept: 'application/json', ...headers } });
  // The session is gone: the tag asks for itself, and does what is to be done.
  if (response.status === 401) await document.querySelector('idle-timeout')?.check();
  return response.ok ? response.text() : 'That went wrong.';
}
