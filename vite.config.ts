import { transform } from 'esbuild';
import { defineConfig, type Plugin } from 'vite';

/** Properties that only the session and the element know: neither public, nor sent, nor looked up by a text. */
const INTERNAL = [
  ...['lastActivity', 'confirmed', 'slidAt', 'config', 'phase', 'outcome', 'wish', 'retry', 'failures', 'peeked', 'sentAt'],
  ...['told', 'calls', 'asked', 'effects', 'interval', 'since', 'step', 'jitter', 'monotonic', 'wall', 'strict', 'waiting'],
  ...['show', 'leave', 'change', 'notice', 'prevented', 'dismissed', 'until', 'call', 'ask', 'held', 'at', 'span'],
];

/** `dist/idle-timeout.js`: one minified file for a script tag, Lit included, that registers the tag. */
export default defineConfig({
  plugins: [minifyStyles(), shortenNames()],
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

/** Minifiers leave template literals alone: white space in styles would be shipped. */
function minifyStyles(): Plugin {
  return {
    name: 'minify-styles',
    transform(code, id) {
      if (!id.endsWith('/element/styles.ts')) return null;
      return code.replace(/css`([^`]*)`/, (_, styles: string) => `css\`${squeeze(styles)}\``);
    },
  };
}

function squeeze(styles: string): string {
  return styles
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}

/** Minifiers dare not touch properties: ours are 2 % of all that is shipped. */
function shortenNames(): Plugin {
  const letters = [...'abcdefghijklmnopqrstuvwz', ...'ABCDEFGHIJKLMNOPQRSTUVWZ'];
  const mangleCache = Object.fromEntries(INTERNAL.map((name, i) => [name, letters[i] ?? name]));
  const mangleProps = new RegExp(`^(${INTERNAL.join('|')})$`);
  return {
    name: 'shorten-names',
    async transform(code, id) {
      if (!/\/src\/(session|element)\/.*\.ts$/.test(id)) return null;
      const { code: short, map } = await transform(code, { loader: 'ts', target: 'es2022', sourcemap: true, mangleProps, mangleCache });
      return { code: short, map };
    },
  };
}
