import type { SessionStatus } from '../session/protocol.ts';
import type { DraftTexts } from './texts.ts';
import { openVault, type Vault } from './vault.ts';

/** The tag, as far as drafts go. */
export interface DraftsHost extends HTMLElement {
  readonly drafts: boolean;
  readonly headless: boolean;
  readonly draftKeyUrl?: string | null | undefined;
  readonly sessionUrl?: string | null | undefined;
  readonly statusUrl?: string | null | undefined;
  readonly state: string;
  readonly session: SessionStatus | null;
  readonly renderRoot: HTMLElement | DocumentFragment;
  requestUpdate(): void;
  check(): Promise<void>;
}

/** `expire` and `signout`, as far as drafts go. */
export interface EndEvent extends Event {
  readonly reason: string;
  waitUntil(promise: Promise<unknown>): void;
}

export type LoadTexts = () => Promise<{ readonly default: DraftTexts }>;

/** The form of `GET /session/draft-key`. */
interface KeyAnswer {
  /** 32 bytes in base64url. */
  readonly key: string;
  /** Keys of secrets before this one: they open, and seal no more. */
  readonly previous?: readonly string[];
  /** The session that it was given to. */
  readonly id?: string;
}

/** Milliseconds. */
const LIMIT = 10_000;

/** The session that a key can be asked for now; `undefined`: there is none. */
export function sessionOf({ session, draftKeyUrl, sessionUrl, statusUrl }: DraftsHost): string | undefined {
  // Where nobody can be asked whether there is a session, the key's answer tells.
  return session || (draftKeyUrl && !sessionUrl && !statusUrl) ? (session?.id ?? '') : undefined;
}

/**
 * Asks for the user's key, while there is a session.
 *
 * @param session Another session's key is not taken: what was typed here would open for somebody else.
 * @returns The vault to seal in, and those to look into beside it.
 */
export async function fetchVaults(host: DraftsHost, session: string): Promise<readonly Vault[]> {
  const response = await fetch(host.draftKeyUrl || `${host.sessionUrl}/draft-key`, {
    cache: 'no-store',
    credentials: 'include',
    signal: AbortSignal.timeout(LIMIT),
  });
  if (!response.ok) throw new Error(`key: ${response.status}`);
  const { key, previous = [], id } = (await response.json()) as KeyAnswer;
  // A key without a name is this session's if this session is still there.
  if (!id) await host.check();
  if (session && (id ?? host.session?.id) !== session) throw new Error('key: not ours');
  return Promise.all([key, ...previous].map(openVault));
}
