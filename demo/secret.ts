import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** The secret beside the database: made at the first start, readable for its owner alone. */
export function secretBeside(database: string): string {
  const secret = randomBytes(32).toString('base64url');
  if (database === ':memory:') return secret;
  const path = `${database}.secret`;
  try {
    // Fails where there is one already: two servers that start at once end up with the same.
    writeFileSync(path, secret, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return readFileSync(path, 'utf8');
  }
}
