import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The element as `npm run build` makes it, built from the source at hand and kept in memory. */
export async function buildBundle(): Promise<string> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = await build({ root, build: { write: false } });
  const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const entry = outputs.find((file) => file.type === 'chunk' && file.isEntry);
  if (entry?.type !== 'chunk') throw new Error('the build made no bundle');
  return entry.code;
}
