import { gzipSync } from 'node:zlib';
import { buildBundle } from '../demo/bundle.ts';

/** What a page downloads: the tag with Lit, compressed: 12 kB. */
const LIMIT = 12 * 1024;
/** And what only some pages load, each. */
const LIMIT_ON_DEMAND = 3 * 1024;

for (const [name, code] of Object.entries(await buildBundle())) {
  const bytes = gzipSync(code, { level: 9 }).length;
  const limit = name === 'idle-timeout.js' ? LIMIT : LIMIT_ON_DEMAND;
  console.log(`${name}: ${bytes} bytes gz of ${limit}`);
  if (bytes > limit) process.exitCode = 1;
}
