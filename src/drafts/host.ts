import type { SessionStatus } from '../session/protocol.ts';
import type { DraftTexts } from './texts.ts';
import { openVault, type Vault } from './vault.ts';

/** The tag, as far as drafts go. */
export interface DraftsHost extends HTMLElement {
  /** Whether there are to be drafts. */
  readonly drafts: boolean;
  /** Whether no notice is to be shown. */
  readonly headless: boolean;
  /** GET that tells the user's key. Default: `sessionUrl` + `/draft-key`. */
  readonly draftKeyUrl?: string | null | undefined;
  /** The protocol's resource. Absent: `statusUrl` or `draftKeyUrl` tells of a session. */
  readonly sessionUrl?: string | null | undefined;
  /** GET that peeks. Absent: `sessionUrl` is asked. */
  readonly statusUrl?: string | null | undefined;
  /** As the element's: what there is to say depends on it. */
  readonly state: string;
  /** The server's last status, `null` without one: nothing is sealed before. */
  readonly session: SessionStatus | null;
  /** Where notices are shown. */
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** Asks for the next look. */
  requestUpdate(): void;
  /** Reads clock and server anew. Resolves when {@link session} is what the server says. */
  check(): Promise<void>;
}

/** `expire` and `signout`, as far as drafts go. */
export interface EndEvent extends Event {
  readonly reason: string;
  waitUntil(promise: Promise<unknown>): void;
}

/** Loads what is said about drafts in one language. */
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

/** The session that a key can be asked for now; `undefined`: there is none, or nowhere to ask. */
export function sessionOf({ session, draftKeyUrl, sessionUrl, statusUrl }: DraftsHost): string | undefined {
  // Where nobody can be asked whether there is a session, the key's answer tells.
  return (sessionUrl ? session : draftKeyUrl && (session || !statusUrl)) ? (session?.id ?? '') : undefined;
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
