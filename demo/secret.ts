import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/** The secret beside the database: made at the first start, readable for its owner alone. */
export function secretBeside(database: string): string {
  const secret = randomBytes(32).toString('base64url');
  if (database === ':memory:') return secret;
  const path = `${database}.secret`;
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, secret, { mode: 0o600 });
  try {
    // Whole or not at all, and not where there is one already: servers that start at once end up with the same.
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const kept = readFileSync(path, 'utf8').trim();
  if (!kept) throw new Error(`${path} is empty`);
  return kept;
}
