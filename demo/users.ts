import { readFileSync } from 'node:fs';
import { verifyPassword, type User } from '../src/server/index.ts';

interface StoredUser {
  readonly password: string;
  readonly role?: string;
}

/** `user1` to `user20` and `admin`; each one's password is the name with `_secret`, of which only the hash is here. */
const users = new Map(
  Object.entries(JSON.parse(readFileSync(new URL('users.json', import.meta.url), 'utf8')) as Record<string, StoredUser>),
);

export async function authenticate(name: string, password: string): Promise<User | null> {
  const user = users.get(name);
  return (await verifyPassword(password, user?.password)) ? { name, role: user?.role } : null;
}
