import { defineConfig } from 'vite';
import { slimLit } from './scripts/slim-lit.ts';
import { minifyAgain, minifyStyles, shortenNames } from './scripts/slim.ts';

/** `dist/idle-timeout.js`: one minified file for a script tag, Lit included, that registers the tag. */
export default defineConfig({
  plugins: [minifyStyles(), slimLit(), shortenNames(), minifyAgain()],
  publicDir: false,
  logLevel: 'warn',
  build: {
    target: 'es2022',
    emptyOutDir: false,
    modulePreload: false,
    // Not Vite's library mode: that leaves white space and names in its modules.
    rollupOptions: {
      input: 'src/define.ts',
      checks: { pluginTimings: false },
      output: { entryFileNames: 'idle-timeout.js', chunkFileNames: 'idle-timeout-[name].js', format: 'es' },
    },
  },
});
