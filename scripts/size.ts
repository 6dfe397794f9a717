import { gzipSync } from 'node:zlib';
import { buildBundle } from '../demo/bundle.ts';

/** What a page downloads: the tag with Lit, compressed: 12 kB. */
const LIMIT = 12 * 1024;

const bytes = gzipSync(await buildBundle(), { level: 9 }).length;
console.log(`idle-timeout.js: ${bytes} bytes gz of ${LIMIT}`);
if (bytes > LIMIT) process.exitCode = 1;
