import { html, render } from '@lit-labs/ssr';
import { collectResult } from '@lit-labs/ssr/lib/render-result.js';
import './notes-page.js';

export const renderPage = (notes: string, token: string) => collectResult(render(html`<notes-page notes=${notes} token=${token}></notes-page>`));
