/** As the manifest describes an attribute. */
export interface Described {
  readonly name: string;
  readonly type: { readonly text: string };
  readonly default: string;
  readonly description: string;
}

export type Values = ReadonlyMap<string, string>;

/** What the visitor begins with. The times come from the server: short enough to see it all in half a minute. */
export const FIRST: Values = new Map([
  ['session-url', '/session'],
  ['expired-url', '/login?next={next}'],
  ['drafts', ''],
]);

/**
 * A form with a field for every attribute, as the manifest has them.
 *
 * @returns What marks the field of a value that a tag could not read: by what the tag says of it.
 */
export function createFields(form: HTMLFormElement, described: readonly Described[], change: (values: Values) => void): (warning: string) => void {
  const fields = described.map(createField);
  form.replaceChildren(...fields.map(({ label }) => label));
  const read = (): Values => new Map(fields.flatMap(({ name, value }) => (value() === null ? [] : [[name, value() ?? ''] as const])));
  /** A tag says each thing once: whoever types the same again is to see it again. */
  const unread = new Set<string>();
  const markAll = () => fields.forEach(({ name, value, mark }) => mark(unread.has(`${name}="${value() ?? ''}"`)));
  const update = () => {
    change(read());
    markAll();
  };
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
  update();
  return (warning) => {
    const [value] = /[\w-]+=".*"(?= can’t be read)/.exec(warning) ?? [];
    if (value) unread.add(value);
    markAll();
  };
}

function createField({ name, type, default: otherwise, description }: Described) {
  const label = document.createElement('label');
  const input = document.createElement('input');
  const title = document.createElement('code');
  title.textContent = name;
  label.title = description;
  const first = FIRST.get(name);
  if (type.text === 'boolean') {
    input.type = 'checkbox';
    input.checked = first !== undefined;
    label.className = 'inline';
    label.append(input, title);
    return { name, label, value: () => (input.checked ? '' : null), mark: () => {} };
  }
  const refusal = document.createElement('small');
  refusal.textContent = 'Can’t be read: the default holds';
  input.value = first ?? '';
  input.placeholder = otherwise.replaceAll('`', '');
  input.spellcheck = false;
  label.append(title, input);
  const mark = (unread: boolean) => {
    input.ariaInvalid = String(unread);
    if (unread) label.append(refusal);
    else refusal.remove();
  };
  return { name, label, value: () => input.value.trim() || null, mark };
}

/** The lines to copy. */
export function htmlOf(values: Values): string {
  const attributes = [...values].map(([name, value]) => (value === '' ? name : `${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`));
  const tag = `<idle-timeout ${attributes.join(attributes.length > 1 ? '\n  ' : ' ')}></idle-timeout>`;
  return `<script type="module" src="/idle-timeout.js"></script>\n${tag}`;
}
