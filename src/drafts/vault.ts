/** One user's key, which nobody can take out of it. */
export interface Vault {
  /** A name that tells nothing, and that nobody without the key would come upon. */
  name(what: unknown): Promise<string>;
  readonly secret: CryptoKey;
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const CIPHER = 'AES-GCM';
const KEY_LENGTH = 32;
/** NIST SP 800-38D: 96 bits, by chance, never twice. */
const IV_LENGTH = 12;

export function encode(value: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** @param bond What it is sealed for: with anything else it does not open. */
export function cipherOf(iv: Uint8Array<ArrayBuffer>, bond: unknown): AesGcmParams {
  return { name: CIPHER, iv, additionalData: encode(bond) };
}

export async function lock({ secret }: Vault, bytes: Uint8Array<ArrayBuffer>, bond: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
  return { iv, data: await crypto.subtle.encrypt(cipherOf(iv, bond), secret, bytes) };
}

/** @param key 32 bytes in base64url. */
export async function openVault(key: string): Promise<Vault> {
  const { subtle } = crypto;
  const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  if (bytes.length !== KEY_LENGTH) throw new Error('key: length');
  const root = await subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const derivation = (info: unknown) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(info) });
  return {
    name: async (what) => new Uint8Array(await subtle.deriveBits(derivation([what]), root, 128)).join(),
    secret: await subtle.deriveKey(derivation('seal'), root, { name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']),
  };
}
