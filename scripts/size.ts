import { weighOwnFiles, type Weighed } from './weigh.ts';

const KB = 1024;

/** Bytes, compressed, that nothing may outgrow: where the wish is met it is the limit. */
const LIMITS: Readonly<Record<Weighed['kind'], number>> = {
  /** The tag with Lit. */
  tag: 12 * KB,
  /** With all of Lit's base class, and names that a bundler must keep. */
  bundled: 15.5 * KB,
  'on demand': 3 * KB,
  /** The wish is 4 kB: but all rules of time are in it, and the tabs. */
  session: 8 * KB,
  language: 600,
};

for (const { name, kind, bytes } of await weighOwnFiles()) {
  const limit = LIMITS[kind];
  console.log(`${name}: ${bytes} bytes gz of ${limit}`);
  if (bytes > limit) process.exitCode = 1;
}
