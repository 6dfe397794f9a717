import assert from 'node:assert/strict';
import { BACK, MARKER, type Drafting } from './drafting.ts';

/** Something in each field, and the caret in the middle of the story. */
export async function fillIn(at: Drafting): Promise<void> {
  const { page } = at;
  await page.evaluate((marker) => {
    const set = (name: string, value: string, i = 0) => {
      const field = document.querySelectorAll<HTMLInputElement>(`[name=${name}]`)[i];
      if (!field) throw new Error(name);
      field.focus();
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const texts = { search: marker, tel: '+44 1632 960001', url: 'https://example.org/', email: 'ann@example.org', number: '-1.5e3' };
    const times = { date: '2026-11-21', month: '2026-11', week: '2026-W47', time: '13:37', 'datetime-local': '2026-11-21T13:37' };
    const secrets = { password: marker, code: marker, card: marker, private: marker, more: marker };
    for (const [name, value] of Object.entries({ ...texts, ...times, ...secrets, range: '77', color: '#123456' })) set(name, value);
    set('line', 'first');
    set('line', 'second', 1);
    for (const box of document.querySelectorAll<HTMLInputElement>('[name=agree],[name=news],[name=drinks],[value=sea]')) box.click();
    const list = document.querySelector<HTMLSelectElement>('[name=extras]');
    for (const option of list?.options ?? []) option.selected = option.value !== 'box';
    const nameless = document.querySelector<HTMLInputElement>('input:not([name])');
    if (nameless) nameless.value = 'nameless';
  }, MARKER);
  await page.select('[name=size]', 'L');
  await page.focus('my-stars');
  await page.keyboard.press('4');
  await page.focus('[name=story]');
  await page.keyboard.press('End');
  await page.keyboard.type(` upon a ${MARKER} 👩‍👩‍👧 \u00e9`);
  await page.$eval('[name=story]', (story) => (story as HTMLTextAreaElement).setSelectionRange(5, 9));
}

const SECRET = /password|code|card|private|more|file/;
const open = (values: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(values).filter(([name]) => !SECRET.test(name)));

export async function assertAllBack(at: Drafting, typed: Readonly<Record<string, unknown>>): Promise<void> {
  assert.equal(await at.notice(), BACK);
  const now = await at.values();
  assert.deepEqual(open(now), open(typed));
  for (const [name, value] of Object.entries(now)) if (SECRET.test(name)) assert.equal(value, '', name);
  const caret = await at.page.evaluate(() => {
    const { name, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
    return [name, selectionStart, selectionEnd];
  });
  assert.deepEqual(caret, ['story', 5, 9]);
}
