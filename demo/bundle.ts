import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** Files for a script tag, by name: the element, and what it loads on demand. */
export type Bundle = Readonly<Record<string, string>>;

/** As `npm run build` makes them, built from the source at hand and kept in memory. */
export async function buildBundle(): Promise<Bundle> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const built = await build({ root, build: { write: false } });
  const outputs = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  return Object.fromEntries(outputs.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code]] : [])));
}
