import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { divisorsOf, largestDivisorUpTo } from './divisor';

/** Refuses groups that do not divide the channels that come in; null when they do. The number that it offers also divides `others`. */
export function channelGroupsDiagnostic(
  groups: number,
  channels: number,
  others: readonly number[] = [],
): DiagnosticDraft | null {
  if (channels % groups === 0) return null;
  return {
    code: 'groups-do-not-divide-input',
    port: 'in',
    parameter: 'groups',
    expected: divisorsOf(channels),
    received: `${groups}`,
    values: { groups, channels },
    repairs: [
      {
        kind: 'set-parameter',
        parameter: 'groups',
        value: largestDivisorUpTo(groups, [channels, ...others]),
      },
    ],
  };
}
