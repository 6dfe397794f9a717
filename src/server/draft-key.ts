import { hkdfSync } from 'node:crypto';

/** Bytes: AES-256. */
const LENGTH = 32;

/**
 * The user's key for drafts in base64url: made anew at each request and stored nowhere (HKDF, RFC 5869). The same for all
 * of the user's sessions, and nobody else's.
 */
export function draftKey(secret: string, user: string): string {
  return Buffer.from(hkdfSync('sha256', secret, 'idle-timeout', `draft key of ${user}`, LENGTH)).toString('base64url');
}
