import type { DiagnosticDraft, LayerRepair } from '../diagnostics/diagnostic';
import { SIZE_LIMITS } from './limits';
import type { PaddingParameter, ParameterDescription } from './parameter';
import { formatShape } from './tensor-type';
import { largestFittingKernel, type Window } from './window';

/** Parameters that every sliding window has, and the rule that it must fit. */

export type Pair = readonly [number, number];

/** Two numbers for height and width, 1 at least. */
const WINDOW_PAIR = { kind: 'pair', minimum: 1, maximum: SIZE_LIMITS.side } as const;

export function kernelSizeParameter(size: Pair): ParameterDescription {
  return {
    ...WINDOW_PAIR,
    label: { en: 'Kernel size', 'zh-Hant': '卷積核大小' },
    help: {
      en: 'Height and width of the window that slides over the image.',
      'zh-Hant': '在影像上滑動的視窗的高與寬。',
    },
    default: size,
    maximum: 1024,
  };
}

export const poolSizeParameter: ParameterDescription = {
  ...WINDOW_PAIR,
  label: { en: 'Pool size', 'zh-Hant': '池化視窗大小' },
  help: {
    en: 'Height and width of the window that becomes one value.',
    'zh-Hant': '合併成一個值的視窗的高與寬。',
  },
  default: [2, 2],
};

export function stridesParameter(strides: Pair): ParameterDescription {
  return {
    ...WINDOW_PAIR,
    label: { en: 'Stride', 'zh-Hant': '步幅' },
    help: {
      en: 'How far the window moves each time. A stride of 2 halves height and width.',
      'zh-Hant': '視窗每次移動的距離。步幅為 2 時，高與寬減半。',
    },
    default: strides,
  };
}

export function paddingParameter(padding: PaddingParameter): ParameterDescription {
  return {
    kind: 'padding',
    label: { en: 'Padding', 'zh-Hant': '填補' },
    help: {
      en: 'Cells added around the image: none (valid), as many as keep its size at stride 1 (same), or a number per side.',
      'zh-Hant': '在影像四周補上的格數：不填補、步幅為 1 時維持大小，或指定每邊的格數。',
    },
    default: padding,
    allowsNamed: true,
  };
}

const dilationRateParameter: ParameterDescription = {
  ...WINDOW_PAIR,
  label: { en: 'Dilation', 'zh-Hant': '擴張率' },
  help: {
    en: 'Distance between the taps of the kernel: 2 skips every other cell and covers a larger area with the same weights.',
    'zh-Hant': '卷積核各點之間的距離：2 表示隔一格取一點，以同樣的權重看得更遠。',
  },
  isAdvanced: true,
  default: [1, 1],
  maximum: SIZE_LIMITS.dilation,
};

/** The parameters of a convolution's window, in their order. */
export const convolutionWindowParameters = {
  kernelSize: kernelSizeParameter([3, 3]),
  strides: stridesParameter([1, 1]),
  padding: paddingParameter('same'),
  dilationRate: dilationRateParameter,
} as const;

export const ceilModeParameter: ParameterDescription = {
  kind: 'boolean',
  label: { en: 'Round up', 'zh-Hant': '無條件進位' },
  help: {
    en: 'Keeps a last window that extends past the edge instead of dropping it (ceil mode).',
    'zh-Hant': '保留最後一個超出邊界的視窗，而不是捨去它（ceil mode）。',
  },
  isAdvanced: true,
  default: false,
};

/**
 * Says that a window does not fit its input, with what would: the largest kernel, or padding that keeps the size. Null when it
 * fits. `parameter` is the one that holds the kernel's size (`kernelSize`, `poolSize`).
 */
export function windowDiagnostic(
  window: Window,
  inputShape: readonly number[],
  parameter: string,
): DiagnosticDraft | null {
  const { height, width } = window;
  if (height.output >= 1 && width.output >= 1) return null;
  const largest = [
    Math.min(height.kernel, largestFittingKernel(height)),
    Math.min(width.kernel, largestFittingKernel(width)),
  ];
  // Padding first: it leaves the window as it was meant.
  const repairs: LayerRepair[] = [{ kind: 'set-parameter', parameter: 'padding', value: 'same' }];
  if (largest.every((size) => size >= 1)) repairs.push({ kind: 'set-parameter', parameter, value: largest });
  return {
    code: 'kernel-too-large',
    port: 'in',
    parameter,
    expected: `≤ ${formatShape(largest)}`,
    received: formatShape([height.kernel, width.kernel]),
    values: {
      kernel: formatShape([height.kernel, width.kernel]),
      input: formatShape(inputShape),
      largest: formatShape(largest),
    },
    repairs,
  };
}
