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
    // As a library: else what is loaded on demand would come with code to load styles that there are not.
    lib: { entry: 'src/define.ts', formats: ['es'] },
    rollupOptions: {
      checks: { pluginTimings: false },
      output: { entryFileNames: 'idle-timeout.js', chunkFileNames: 'idle-timeout-[name].js', format: 'es', manualChunks: (id) => (/\/drafts\/(?!return|search|fill|notice|restore-event)/.test(id) ? 'drafts' : undefined) },
    },
  },
});
