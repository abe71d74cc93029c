import type { WindowStep } from '../../../contract/contract';

/** Where one is in the computation of one number. */
export interface WindowProgress {
  /** Of the channels that are seen, the one at hand; the last one at the end. */
  readonly channel: number;
  /** Of the window's taps, in reading order, the one that was added last; null before the first and at the very end. */
  readonly tap: number | null;
  /** What was added last: the value, its factor (1 without a kernel) and their product. */
  readonly value: number;
  readonly factor: number;
  /** Of all terms so far: their sum, or the largest. Where sums of channels are mixed, of the channels that are done. */
  readonly total: number;
  /** Sum of the terms of the channel at hand so far. */
  readonly channelSum: number;
  readonly isComplete: boolean;
}

/** Taps of the window. */
export function tapCount({ rows, columns }: WindowStep): number {
  return rows.length * columns.length;
}

/** Terms that are added, or compared. */
export function termCount(step: WindowStep): number {
  return tapCount(step) * step.channels.length;
}

/** Whether a tap lies in the padding. */
export function isPadding({ rows, columns }: WindowStep, tap: number): boolean {
  return (
    (rows[Math.floor(tap / columns.length)] ?? null) === null ||
    (columns[tap % columns.length] ?? null) === null
  );
}

/** Value and factor of a tap in a channel. */
export function termOf({ patch, kernel, channels }: WindowStep, channel: number, tap: number) {
  const place = tap * channels.length + channel;
  return { value: patch[place] ?? Number.NaN, factor: kernel === null ? 1 : (kernel[place] ?? Number.NaN) };
}

/** The state after `position` terms: one channel after another, in each the taps in reading order. */
export function progressOf(step: WindowStep, position: number): WindowProgress {
  const taps = tapCount(step);
  const count = Math.min(position, termCount(step));
  let total = step.operation === 'max' ? Number.NEGATIVE_INFINITY : 0;
  let channelSum = 0;
  for (let at = 0; at < count; at += 1) {
    const tap = at % taps;
    const channel = Math.floor(at / taps);
    const { value, factor } = termOf(step, channel, tap);
    channelSum = (tap === 0 ? 0 : channelSum) + value * factor;
    if (step.operation === 'max') total = isPadding(step, tap) ? total : Math.max(total, value);
    else if (step.mix === null) total += value * factor;
    else if (tap === taps - 1) total += channelSum * (step.mix[channel] ?? Number.NaN);
  }
  const last = Math.max(0, count - 1);
  const channel = Math.floor(last / taps);
  const isComplete = position >= termCount(step);
  return {
    channel,
    tap: count === 0 || isComplete ? null : last % taps,
    ...termOf(step, channel, last % taps),
    total,
    channelSum,
    isComplete,
  };
}
