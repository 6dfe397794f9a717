import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import { changesIn, fieldsOf, type Change } from './fields.ts';
import { fill, standing } from './fill.ts';
import { cipherOf, lock, openVault } from './vault.ts';

/** How a field begins, and what a user makes of it. */
interface Kind {
  readonly tag: 'input' | 'textarea' | 'select';
  readonly type?: string;
  readonly multiple?: boolean;
}

const KINDS: readonly Kind[] = [
  ...['text', 'search', 'tel', 'url', 'email', 'number', 'range', 'color', 'date', 'month', 'week', 'time', 'datetime-local'].map((type) => ({ tag: 'input', type }) as const),
  ...['checkbox', 'radio'].map((type) => ({ tag: 'input', type }) as const),
  { tag: 'textarea' },
  { tag: 'select' },
  { tag: 'select', multiple: true },
];

const TEXTS = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', '\n', '\r\n\t', '\ud83d', '😀', '1e3', '#123456', '2026-11-21', '2026-11', '2026-W47', '13:37', '2026-11-21T13:37', '"}]', '\u2028\u0000'),
);

const FIELD = fc.record({
  kind: fc.constantFrom(...KINDS),
  name: fc.constantFrom('a', 'b', 'c', 'a[]', '', '__proto__', 'constructor', 'length', 'id', 'name', 'é "\'>'),
  value: TEXTS,
  on: fc.boolean(),
  typed: TEXTS,
  turns: fc.boolean(),
});
type FieldPlan = typeof FIELD extends fc.Arbitrary<infer T> ? T : never;

function build(plans: readonly FieldPlan[]): HTMLFormElement {
  const form = document.createElement('form');
  for (const { kind, name, value, on } of plans) {
    const field = document.createElement(kind.tag);
    if (name) field.setAttribute('name', name);
    if (field instanceof HTMLSelectElement) {
      field.multiple = !!kind.multiple;
      field.append(...[value, `${value}1`, `${value}2`].map((text) => new Option(text, text, on, on)));
    } else if (field instanceof HTMLTextAreaElement) {
      field.defaultValue = value;
    } else {
      field.type = kind.type ?? 'text';
      field.setAttribute('value', value);
      field.defaultChecked = on;
    }
    form.append(field);
  }
  return form;
}

function type(form: HTMLFormElement, plans: readonly FieldPlan[]): void {
  Array.from(form.children).forEach((field, i) => {
    const { typed = '', turns = false } = plans[i] ?? {};
    if (field instanceof HTMLSelectElement) {
      Array.from(field.options).forEach((option, at) => (option.selected = turns === (at === typed.length % 3)));
    } else if (field instanceof HTMLInputElement && /checkbox|radio/.test(field.type)) field.checked = turns;
    else (field as HTMLInputElement).value = typed;
  });
}

/** By the browser's own reckoning, beside what it holds. */
const state = (form: HTMLFormElement) =>
  Array.from(form.children, (field) =>
    field instanceof HTMLSelectElement ? Array.from(field.options, ({ selected }) => selected) : [(field as HTMLInputElement).value, (field as HTMLInputElement).checked],
  );

/** Whether what is sent tells what each field holds: radio buttons of one name differ, and no more than one is on; boxes and lists share their name with nobody. */
function isTold(plans: readonly FieldPlan[]): boolean {
  return plans.every(({ kind, name }) => {
    const sharing = plans.filter((plan) => name && plan.name === name);
    if (kind.type !== 'radio') return sharing.length < 2 || sharing.every((plan) => plan.kind.tag !== 'select' && !/checkbox|radio/.test(plan.kind.type ?? ''));
    const values = new Set(sharing.map(({ value }) => value));
    return sharing.every((plan) => plan.kind.type === 'radio') && values.size === sharing.length && sharing.filter(({ on }) => on).length < 2;
  });
}

describe('a form as a draft', () => {
  it('is sealed and opened without loss, a thousand times', async function () {
    this.timeout(60_000);
    const vault = await openVault('A'.repeat(43));
    await fc.assert(
      fc.asyncProperty(fc.array(FIELD, { maxLength: 8 }), async (plans) => {
        fc.pre(isTold(plans));
        const typed = build(plans);
        fieldsOf(typed);
        expect(changesIn(typed)).to.deep.equal([]);
        type(typed, plans);
        const changes = changesIn(typed);
        const sealed = await lock(vault, new TextEncoder().encode(JSON.stringify(changes)), 'here');
        const bytes = await crypto.subtle.decrypt(cipherOf(sealed.iv, 'here'), vault.secret, sealed.data);
        const opened = JSON.parse(new TextDecoder().decode(bytes)) as Change[];
        const fresh = build(plans);
        expect(standing(fresh, opened)).to.equal(opened.length ? 'free' : 'same');
        const undo = fill(fresh, opened);
        expect(state(fresh)).to.deep.equal(state(typed));
        expect(standing(fresh, opened)).to.equal('same');
        fill(fresh, undo);
        expect(changesIn(fresh)).to.deep.equal([]);
      }),
      { numRuns: 1000 },
    );
  });
});
