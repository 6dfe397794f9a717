/** A native field, or a form-associated custom element that has a value. */
export interface Field extends HTMLElement {
  value: unknown;
  checked?: unknown;
  readonly type?: string;
  readonly selectionStart?: number | null;
  readonly selectionEnd?: number | null;
}

/** One name of a form: what its fields held when the page came, and what they hold now. A list, as a form is sent. */
export type Change = readonly [name: string, before: readonly string[], now: readonly string[]];

/** Never captured: what is secret, what nobody types, and what the page's author leaves out. */
const NEVER =
  'button,output,[type=hidden],[type=file],[type=password],[autocomplete*=-password i],[autocomplete*=cc- i],[autocomplete*=one-time i],[data-no-draft],[data-no-draft] *';

/** What each field held by itself; `null`: never captured, for a password that is shown for a moment is one still. */
const initial = new WeakMap<Element, readonly string[] | null>();

/** Whatever drafts are made of: each form, and each field outside one that has a name for it. */
export function holders(): Element[] {
  return [...document.forms, ...document.querySelectorAll('[data-draft]:not(form)')].filter((holder) => holderOf(holder) === holder && !holder.closest('[data-no-draft]'));
}

/** The form that a field is in, or the field itself where it has a name for it. */
export function holderOf(field: Element & { form?: Element | null }): Element | null | undefined {
  return field instanceof HTMLFormElement ? field : (field.form ?? field.closest?.('form, [data-draft]'));
}

/** By what a form is known again when its page comes back. */
export function nameOf(holder: Element): string {
  const name = called(holder);
  return name + holders().filter((other) => called(other) === name).indexOf(holder);
}

function called(holder: Element): string {
  const at = (attribute: string) => holder.getAttribute(attribute);
  return `${at('data-draft') || at('id') || at('name') || at('action')}`;
}

/** Those that are captured. The first look at each notes what it holds by itself: to be had before anything is typed. */
export function fieldsOf(holder: Element): Field[] {
  const all = holder instanceof HTMLFormElement ? Array.from(holder.elements) : [holder];
  return (all as Field[]).filter((field) => {
    if (field.matches(NEVER) || field.type === 'password') initial.set(field, null);
    if (!initial.has(field) && 'value' in field) initial.set(field, initialOf(field));
    return initial.get(field);
  });
}

export function byName(holder: Element): Partial<Record<string, Field[]>> {
  return Object.groupBy(fieldsOf(holder), (field, i) => field.getAttribute('name') || field.id || `#${i}`);
}

/** What the user has changed and not sent. */
export function changesIn(holder: Element): readonly Change[] {
  return Object.entries(byName(holder))
    .map(([name, fields = []]): Change => [name, fields.flatMap((field) => initial.get(field) ?? []), fields.flatMap(valueOf)])
    .filter(([, before, now]) => !same(before, now));
}

export function valueOf(field: Field): readonly string[] {
  if (field instanceof HTMLSelectElement) return Array.from(field.selectedOptions, ({ value }) => value);
  return isCheckable(field) && !field.checked ? [] : [asText(field.value)];
}

/** What the page's author wrote, as the browser reads it: somebody may have typed before this code came. */
function initialOf(field: Field): readonly string[] {
  if (isCustom(field)) return valueOf(field);
  const form = document.createElement('form');
  const copy = field.cloneNode(true) as Field;
  form.append(copy);
  form.reset();
  return valueOf(copy);
}

export function isCheckable(field: Field): boolean {
  return isCustom(field) ? typeof field.checked === 'boolean' : 'checkbox radio'.includes(`${field.type}`);
}

export function isCustom({ localName }: Element): boolean {
  return localName.includes('-');
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
