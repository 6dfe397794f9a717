/** Seals with one user's key, which nobody can take out of it. */
export interface Vault {
  /** A name that tells nothing, and that nobody without the key would come upon. */
  name(what: unknown): Promise<string>;
  /** @param bond What it is sealed for: with anything else it does not open. */
  seal(text: string, bond: unknown): Promise<Sealed>;
  /** @throws where key, bond or a single bit is another. */
  open(sealed: Sealed, bond: unknown): Promise<string>;
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

const KEY_LENGTH = 32;
/** NIST SP 800-38D: 96 bits, by chance, never twice. */
const IV_LENGTH = 12;

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** @param key 32 bytes in base64url. */
export async function openVault(key: string): Promise<Vault> {
  const { subtle } = crypto;
  const bytes = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  if (bytes.length !== KEY_LENGTH) throw new RangeError('the key is not 32 bytes');
  const root = await subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey', 'deriveBits']);
  const derivation = (info: unknown) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(info) });
  const cipher = { name: 'AES-GCM', length: 256 };
  const secret = await subtle.deriveKey(derivation('seal'), root, cipher, false, ['encrypt', 'decrypt']);
  const bound = (iv: Uint8Array<ArrayBuffer>, bond: unknown) => ({ ...cipher, iv, additionalData: encode(bond) });
  return {
    name: async (what) => btoa(String.fromCharCode(...new Uint8Array(await subtle.deriveBits(derivation([what]), root, 128)))),
    async seal(text, bond) {
      const iv = crypto.getRandomValues(new Uint8Array(IV_LENGTH));
      return { iv, data: await subtle.encrypt(bound(iv, bond), secret, new TextEncoder().encode(text)) };
    },
    open: async ({ iv, data }, bond) => new TextDecoder().decode(await subtle.decrypt(bound(iv, bond), secret, data)),
  };
}
