import 'idle-timeout-element';
import { html, LitElement, nothing } from 'lit';

class NotesPage extends LitElement {
  static properties = { notes: {}, token: {}, news: { state: true } };

  render() {
    return html`<link rel="stylesheet" href="/assets/style.css" />
      <idle-timeout session-url="/session" countdown="30s" expired-url="/login?next={next}"
        @warn=${({ remaining }) => (this.news = `Asked with ${Math.round(remaining)} s left.`)}></idle-timeout>
      <main class="narrow">
        <h1>Lit, rendered on the server</h1>
        <form class="card" method="post" action="/examples/notes">
          <input type="hidden" name="csrf_token" value=${this.token} />
          <label>Your notes <textarea name="notes" rows="7" .value=${this.notes}></textarea></label>
          <button class="primary">Save</button>
        </form>
        <p role="status">${this.news ?? nothing}</p>
      </main>`;
  }
}

customElements.define('notes-page', NotesPage);
