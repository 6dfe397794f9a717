import type { Row } from './rows.ts';

/** What came of looking. `found` says it in a few words. */
export type Verdict =
  | { readonly result: 'pass'; readonly found: string }
  | { readonly result: 'fail'; readonly found: string }
  | { readonly result: 'skipped'; readonly found: string };

export interface Finding extends Row {
  readonly name: string;
  readonly verdict: Verdict;
}

export function pass(found = ''): Verdict {
  return { result: 'pass', found };
}

export function fail(found: string): Verdict {
  return { result: 'fail', found };
}

export function skipped(found: string): Verdict {
  return { result: 'skipped', found };
}

/** The first that is not as it should be decides. */
export function passIf(...conditions: readonly (readonly [good: boolean, otherwise: string])[]): Verdict {
  const wrong = conditions.find(([good]) => !good);
  return wrong ? fail(wrong[1]) : pass();
}

/**
 * Looks at one thing after another; what can't be looked at, because the server is gone or talks nonsense, is wrong.
 *
 * @param prepare What each of them finds as it should be, whatever the one before has done.
 */
export async function look<Name extends string>(
  rows: Readonly<Record<Name, Row>>,
  checks: Readonly<Record<Name, () => Promise<Verdict>>>,
  prepare: () => Promise<void> = async () => {},
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [name, check] of Object.entries<() => Promise<Verdict>>(checks)) {
    const verdict = await prepare().then(check).catch((error: unknown) => fail(reason(error)));
    findings.push({ ...rows[name as Name], name, verdict });
  }
  return findings;
}

export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
