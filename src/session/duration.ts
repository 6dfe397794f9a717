/** The longest duration that is believed, in seconds: 400 days, the cap of a cookie's life (RFC 6265bis). */
export const MAX_DURATION = 400 * 86_400;

const NUMBER = String.raw`(\d+(?:\.\d+)?|\.\d+)`;
const DURATION = new RegExp(`^(?:${NUMBER}d)?(?:${NUMBER}h)?(?:${NUMBER}m(?!s))?(?:${NUMBER}s)?(?:${NUMBER}ms)?$`);
const SECONDS = [86_400, 3600, 60, 1, 0.001];

/**
 * Reads a duration: `900`, `"900"`, `"900s"`, `"15m"`, `"1h30m"`, `"500ms"`, `"7d"`. Bare numbers are seconds.
 *
 * @returns seconds, or `undefined` for what can't be read, is not above zero, or is beyond {@link MAX_DURATION}.
 *   Never zero: zero would mean "signed out now".
 */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return believable(value);
  if (typeof value !== 'string') return undefined;
  const [, ...parts] = DURATION.exec(value.trim().replace(/^[\d.]+$/, '$&s')) ?? [];
  return believable(parts.reduce((sum, part, i) => sum + Number(part || 0) * (SECONDS[i] ?? 0), 0));
}

function believable(seconds: number): number | undefined {
  return seconds > 0 && seconds <= MAX_DURATION ? seconds : undefined;
}
