import type { Playground } from './main.ts';

const { playground } = parent as Window & { readonly playground: Playground };
document.querySelector('button')?.addEventListener('click', () => {
  playground.signIn();
  location.assign(new URLSearchParams(location.search).get('next') ?? '/playground/tab.html');
});
