/** An example is a folder of this name. */
export interface Example {
  readonly title: string;
  /** What it shows. */
  readonly line: string;
}

export const EXAMPLES: Readonly<Record<string, Example>> = {
  html: { title: 'Plain HTML', line: 'A script tag, the tag, and a form whose draft comes back.' },
  headless: { title: 'Your own dialog', line: 'Headless: the page answers the events with a dialog of its own.' },
  iframe: { title: 'A frame', line: 'Typing in a frame of the same origin keeps the page around it signed in.' },
  react: { title: 'React', line: 'Properties and events as in any component of React 19.' },
  'react-hook': { title: 'A React hook', line: 'useIdleTimeout: the session without the element, in a file to copy.' },
  vue: { title: 'Vue', line: 'A single-file component with the tag in its template.' },
  svelte: { title: 'Svelte', line: 'Svelte 5, with properties and events.' },
  htmx: { title: 'htmx', line: 'Swaps parts of the page; a request too late leaves the answer to the tag.' },
  turbo: { title: 'Turbo', line: 'The tag outlives each visit, its countdown too.' },
  'lit-ssr': { title: 'Lit, rendered on the server', line: 'The tag is in the HTML before any script has run.' },
};
