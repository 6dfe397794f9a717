import { fileURLToPath } from 'node:url';
import { build, type BuildOptions } from 'esbuild';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** One module of it all. Nothing is minified: what people load is tested elsewhere. */
async function bundle(options: BuildOptions): Promise<string> {
  const alias = { 'idle-timeout-element/testing': at('../../src/testing/index.ts') };
  const { outputFiles } = await build({ ...options, alias, external: ['util'], bundle: true, write: false, format: 'esm' });
  return outputFiles?.[0]?.text ?? '';
}

export const bundleTag = () => bundle({ entryPoints: [at('../../src/define.ts')] });

/** The stand-in for Cypress. Its clock is made for Node, too. */
export const bundleStandIn = () => bundle({ entryPoints: [at('cypress.ts')], define: { global: 'globalThis' } });

export const bundleRecipe = (code: string) => bundle({ stdin: { contents: code, resolveDir: at('.') } });
