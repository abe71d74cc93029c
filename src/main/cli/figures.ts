/* How the command line writes numbers. */

/** `46,764,746`; a dash for 0, so that the eye finds what counts. */
export function formatCount(value: number): string {
  return value === 0 ? '–' : groupDigits(value);
}

/** `46,764,746` */
export function groupDigits(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `0:42`, `12:05`, `1:03:20` */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** `13.1 ms`, `0.54 s`, `12.3 s`, `2:05 min` */
export function formatSeconds(seconds: number): string {
  if (seconds < 0.099_95) return `${(seconds * 1000).toFixed(1)} ms`;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  return seconds < 59.95 ? `${seconds.toFixed(1)} s` : `${formatDuration(seconds)} min`;
}

/** A fraction as `77.6%`. */
export function formatPercent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)}%`;
}

/** A loss with as many places as say something. */
export function formatLoss(loss: number): string {
  return loss !== 0 && Math.abs(loss) < 0.001 ? loss.toExponential(2) : loss.toFixed(3);
}

/** `, 1,000 frozen`, to come after the number of those that learn; '' where none are. */
export function frozenText(count = 0): string {
  return count === 0 ? '' : `, ${groupDigits(count)} frozen`;
}
