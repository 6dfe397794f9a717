/** A draft came back. Cancelled, nothing is filled in and nothing said: the page's author sees to it. */
export class RestoreEvent extends Event {
  declare readonly type: 'restore';
  /** The form that it was typed in, or the field outside one. */
  readonly form: HTMLElement;
  /** What was unsaved, by the fields' names; a list where a name has none or many values, as boxes and lists do. */
  readonly fields: Readonly<Record<string, string | readonly string[]>>;

  constructor(form: HTMLElement, fields: RestoreEvent['fields']) {
    super('restore', { bubbles: true, composed: true, cancelable: true });
    this.form = form;
    this.fields = fields;
  }
}

declare global {
  interface HTMLElementEventMap {
    restore: RestoreEvent;
  }
}
