import type { DiagnosticDraft, LayerRepair } from '../diagnostics/diagnostic';
import type { Language } from '../text/text';
import { channelGroupsDiagnostic } from './channel-groups';
import { largestDivisorUpTo } from './divisor';
import { createInitializer, type Fans, type InitializerChoice } from './initializer';
import type { WeightDescription } from './layer';
import { SIZE_LIMITS } from './limits';
import type { PaddingParameter, ParameterDescription } from './parameter';
import { shortFact, shortForm } from './short-form';
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

/** `stride 2, dilation 2` where they are not 1: the tail of a convolution's short form. */
export function describeWindow(parameters: ConvolutionWindow, language: Language): string {
  const { strides, dilationRate } = parameters;
  return shortForm([
    isOne(strides) ? '' : shortFact('stride', shortPair(strides), language),
    isOne(dilationRate) ? '' : shortFact('dilation', shortPair(dilationRate), language),
  ]);
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
  initializer: InitializerChoice,
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
  const diagnostic = channelGroupsDiagnostic(groups, channels, [filters]);
  if (diagnostic !== null) return diagnostic;
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
        setGroups(largestDivisorUpTo(groups, [channels, filters])),
      ],
    };
  }
  return null;
}

function setGroups(groups: number): LayerRepair {
  return { kind: 'set-parameter', parameter: 'groups', value: groups };
}

/** The parameter of depthwise and separable convolutions that says how many filters each channel has. */
export const depthMultiplierParameter: ParameterDescription = {
  kind: 'integer',
  label: { en: 'Depth multiplier', 'zh-Hant': '深度倍數' },
  help: {
    en: 'Number of filters for each input channel.',
    'zh-Hant': '每個輸入通道的濾波器數。',
  },
  isAdvanced: true,
  default: 1,
  minimum: 1,
  maximum: 1024,
};

/** The number of filters, where it does not follow from the channels that come in. */
export const filtersParameter: ParameterDescription = {
  kind: 'integer',
  label: { en: 'Filters', 'zh-Hant': '濾波器數' },
  help: { en: 'Number of output channels.', 'zh-Hant': '輸出的通道數。' },
  default: 32,
  minimum: 1,
  maximum: SIZE_LIMITS.features,
};

/** In how many parts a convolution divides the channels. */
export const groupsParameter: ParameterDescription = {
  kind: 'integer',
  label: { en: 'Groups', 'zh-Hant': '分組數' },
  help: {
    en: 'Splits the channels into groups that are convolved separately. Must divide input channels and filters.',
    'zh-Hant': '把通道分成互不相通的組。必須能整除輸入通道數與濾波器數。',
  },
  isAdvanced: true,
  default: 1,
  minimum: 1,
  maximum: SIZE_LIMITS.features,
};
