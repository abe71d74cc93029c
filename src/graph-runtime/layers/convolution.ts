import type { DiagnosticDraft, LayerRepair } from '../diagnostics/diagnostic';
import { createInitializer, type Fans } from './initializer';
import type { WeightDescription } from './layer';
import type { PaddingParameter } from './parameter';
import { type Window, windowOver } from './window';
import type { Pair } from './window-parameters';

/** What the convolutions have in common: their window and their weights. */
export type ConvolutionWindow = {
  readonly kernelSize: Pair;
  readonly strides: Pair;
  readonly padding: PaddingParameter;
  readonly dilationRate: Pair;
};

/** The window of a convolution over an image `[height, width, channels]`. */
export function convolutionWindow(parameters: ConvolutionWindow, shape: readonly number[]): Window {
  return windowOver(shape, {
    kernel: parameters.kernelSize,
    strides: parameters.strides,
    padding: parameters.padding,
    dilation: parameters.dilationRate,
  });
}

/** `, stride 2, dilation 2` where they are not 1: the tail of a convolution's short form. */
export function describeWindow(parameters: ConvolutionWindow): string {
  const { strides, dilationRate } = parameters;
  const parts = [
    isOne(strides) ? '' : `, stride ${shortPair(strides)}`,
    isOne(dilationRate) ? '' : `, dilation ${shortPair(dilationRate)}`,
  ];
  return parts.join('');
}

function isOne(pair: Pair): boolean {
  return pair[0] === 1 && pair[1] === 1;
}

function shortPair(pair: Pair): string {
  return pair[0] === pair[1] ? `${pair[0]}` : `${pair[0]}×${pair[1]}`;
}

/** A trainable kernel. */
export function kernelWeight(
  name: string,
  shape: readonly number[],
  initializer: string,
  fans: Fans,
): WeightDescription {
  return { name, shape, isTrainable: true, initializer: createInitializer(initializer, fans) };
}

/** One trainable number per output channel. */
export function biasWeight(channels: number, initializer: string, fans: Fans): WeightDescription {
  return {
    name: 'bias',
    shape: [channels],
    isTrainable: true,
    initializer: createInitializer(initializer, fans),
  };
}

/** Refuses groups that do not divide the channels that come in or the filters; null when they do. */
export function groupsDiagnostic(groups: number, channels: number, filters: number): DiagnosticDraft | null {
  if (channels % groups !== 0) {
    return {
      code: 'groups-do-not-divide-input',
      port: 'in',
      parameter: 'groups',
      expected: divisors(channels).join(', '),
      received: `${groups}`,
      values: { groups, channels },
      repairs: [setGroups(largestDivisorUpTo(groups, channels, filters))],
    };
  }
  if (filters % groups !== 0) {
    return {
      code: 'groups-do-not-divide-filters',
      parameter: 'filters',
      expected: `${groups}, ${2 * groups}, ${3 * groups}, …`,
      received: `${filters}`,
      values: { groups, filters },
      repairs: [
        {
          kind: 'set-parameter',
          parameter: 'filters',
          value: Math.max(1, Math.round(filters / groups)) * groups,
        },
        setGroups(largestDivisorUpTo(groups, channels, filters)),
      ],
    };
  }
  return null;
}

function setGroups(groups: number): LayerRepair {
  return { kind: 'set-parameter', parameter: 'groups', value: groups };
}

/** The largest number up to `limit` that divides both; 1 always does. */
function largestDivisorUpTo(limit: number, a: number, b: number): number {
  for (let candidate = Math.min(limit, a, b); candidate > 1; candidate -= 1) {
    if (a % candidate === 0 && b % candidate === 0) return candidate;
  }
  return 1;
}

/** The divisors of a number of channels, at most eight of them, for showing. */
function divisors(count: number): string[] {
  const found: string[] = [];
  for (let candidate = 1; candidate <= count; candidate += 1) {
    if (count % candidate !== 0) continue;
    if (found.length === 7) return [...found, '…'];
    found.push(`${candidate}`);
  }
  return found;
}
