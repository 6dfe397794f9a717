import { defineConfig, type Plugin } from 'vite';

/** `dist/idle-timeout.js`: one minified file for a script tag, Lit included, that registers the tag. */
export default defineConfig({
  plugins: [minifyTemplates()],
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    // Not Vite's library mode: that leaves white space and names in its modules.
    rollupOptions: {
      input: 'src/index.ts',
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: 'idle-timeout.js', chunkFileNames: 'idle-timeout-[name].js', format: 'es' },
    },
  },
});

/** Minifiers leave template literals alone: white space between tags and in styles would be shipped. */
function minifyTemplates(): Plugin {
  return {
    name: 'minify-templates',
    transform(code, id) {
      if (!/src\/element\/.*\.ts$/.test(id)) return null;
      return code
        .replace(/\bcss`([^`]*)`/g, (_, styles: string) => `css\`${minifyStyles(styles)}\``)
        .replace(/\s*\n\s*/g, (space, at: number) => (insideTemplate(code, at) ? ' ' : space))
        .replace(/(`|>) (?=<)/g, '$1')
        .replace(/> (?=`)/g, '>');
    },
  };
}

function minifyStyles(styles: string): string {
  return styles
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}

/** Whether the place is in an `html` template's text: after its back quote, outside of `${}`. */
function insideTemplate(code: string, at: number): boolean {
  const start = code.lastIndexOf('html`', at);
  return start >= 0 && !code.slice(start + 5, at).replace(/\$\{[^`]*?\}/gs, '').includes('`');
}
