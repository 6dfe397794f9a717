import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** OWASP's choice for 16 MiB of memory. */
const COST = { N: 2 ** 14, r: 8, p: 5 };
const LENGTH = 32;

/**
 * `scrypt$N$r$p$salt$hash`, at a cost that OWASP recommends: kept with the hash, it can be raised later without asking anybody for a
 * new password.
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, LENGTH, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

/** Whether it is the password of this hash. Takes as long for an unknown user (`undefined`, or no hash at all) as for a known one (ASVS 6.3.8). */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const known = FORM.exec(stored ?? '');
  const { N, r, p, salt = '', hash = '' } = (known ?? FORM.exec(NOBODY))?.groups ?? {};
  const given = await derive(password, Buffer.from(salt, 'base64url'), LENGTH, { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(given, Buffer.from(hash, 'base64url')) && known !== null;
}

/** 43 letters are 32 bytes. Anything else is nobody's password: an empty hash would be everybody's. */
const FORM = /^scrypt\$(?<N>\d+)\$(?<r>\d+)\$(?<p>\d+)\$(?<salt>[\w-]+)\$(?<hash>[\w-]{43})$/;

const NOBODY = ['scrypt', COST.N, COST.r, COST.p, 'AAAA', Buffer.alloc(LENGTH).toString('base64url')].join('$');
