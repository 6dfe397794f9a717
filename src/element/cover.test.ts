import { expect } from '@open-wc/testing';
import { part, setUpPage } from '../../test/support/page.ts';

const page = setUpPage();
const find = (text: string) => {
  getSelection()?.removeAllRanges();
  return (window as unknown as { find(text: string): boolean }).find(text);
};

describe('a covered page', () => {
  it('can’t be searched, printed or selected, even where it insists on being visible', async () => {
    await page.mount(
      '<style>#loud { visibility: visible !important }</style><p>Kestrel</p><p id="loud">Osprey</p><idle-timeout timeout="60"></idle-timeout>',
    );
    expect(find('Kestrel')).to.equal(true);
    await page.tick(60);
    expect([find('Kestrel'), find('Osprey')]).to.deep.equal([false, false]);
    expect(getComputedStyle(document.getElementById('loud') as HTMLElement).visibility).to.equal('hidden');
  });

  it('says why, visibly', async () => {
    const element = await page.mount('<idle-timeout timeout="60"></idle-timeout>');
    await page.tick(60);
    for (const name of ['heading', 'message', 'sign-in']) expect(getComputedStyle(part(element, name) as HTMLElement).visibility).to.equal('visible');
  });

  it('is as it was when the cover is lifted', async () => {
    const sheets = document.adoptedStyleSheets.length;
    const element = await page.mount('<p>Kestrel</p><idle-timeout timeout="60"></idle-timeout>');
    await page.tick(60);
    element.remove();
    expect(find('Kestrel')).to.equal(true);
    expect(document.adoptedStyleSheets.length).to.equal(sheets);
  });

  it('is not what a countdown makes of it', async () => {
    await page.mount('<p id="page">Kestrel</p><idle-timeout timeout="60" countdown="30"></idle-timeout>');
    await page.tick(30);
    expect(getComputedStyle(document.getElementById('page') as HTMLElement).visibility).to.equal('visible');
  });
});
