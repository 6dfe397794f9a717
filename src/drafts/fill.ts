import { asText, byName, isCheckable, isCustom, same, valueOf, type Change, type Field } from './fields.ts';

/**
 * How a form stands to a draft: `same`, it holds that already; `free`, it holds what it held before; `taken`, fields are
 * gone or hold something newer.
 */
export function standing(holder: Element, changes: readonly Change[]): 'same' | 'free' | 'taken' {
  const found = byName(holder);
  const held = changes.map(([name]) => found[name]?.flatMap(valueOf));
  if (changes.every(([, , now], i) => same(held[i], now))) return 'same';
  return changes.every(([, before, now], i) => same(held[i], before) || same(held[i], now)) ? 'free' : 'taken';
}

/** Fills in as far as fields are there. @returns What undoes it. */
export function fill(holder: Element, changes: readonly Change[]): readonly Change[] {
  const found = byName(holder);
  return changes.map(([name, , now]) => {
    const fields = found[name] ?? [];
    const held = fields.flatMap(valueOf);
    const left = [...now];
    for (const field of fields) {
      const before = valueOf(field);
      put(field, left);
      // A click has told of itself.
      if (same(before, valueOf(field)) || (isCheckable(field) && !isCustom(field))) continue;
      for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));
    }
    return [name, now, held];
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @param left The values that no field before it has taken. */
function put(field: Field, left: string[]): void {
  if (field instanceof HTMLSelectElement && field.multiple) {
    for (const option of field.options) option.selected = left.includes(option.value);
  } else if (isCheckable(field)) {
    const wanted = left.includes(asText(field.value));
    // Frameworks listen for clicks here. What a click does not change may be disabled, or a button that another one ends.
    if (field.checked !== wanted && !isCustom(field)) field.click();
    field.checked = wanted;
  } else {
    const value = left.shift() ?? '';
    const given: unknown = isCustom(field) && typeof field.value !== 'string' ? parse(value) : value;
    // Past what frameworks put before it (React): they would take it for known, and hear nothing.
    const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value') ?? {};
    if (set) set.call(field, given);
    else field.value = given;
  }
}
