import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { Language } from '../text/text';
import { explainWindow, formatPair } from './formula';
import type { ExplanationLine, InferResult } from './layer';
import type { PaddingParameter } from './parameter';
import { imageOf, inferImage, inferred, refused } from './shape-rules';
import { shortFact, shortForm } from './short-form';
import type { TensorType } from './tensor-type';
import { type Window, type WindowAxis, windowOver } from './window';
import { type Pair, windowDiagnostic } from './window-parameters';

/** What max and average pooling have in common. */
export type PoolingParameters = {
  readonly poolSize: Pair;
  readonly strides: Pair;
  readonly padding: PaddingParameter;
  readonly ceilMode: boolean;
};

/** The pooling window over an image `[height, width, channels]`. */
export function poolingWindow(parameters: PoolingParameters, shape: readonly number[]): Window {
  return windowOver(shape, {
    kernel: parameters.poolSize,
    strides: parameters.strides,
    padding: parameters.padding,
    ceilMode: parameters.ceilMode,
  });
}

/** `3×3, stride 2`. */
export function describePooling({ poolSize, strides }: PoolingParameters, language: Language): string {
  return shortForm([formatPair(poolSize), shortFact('stride', formatPair(strides, false), language)]);
}

/** Height and width become the numbers of window positions; channels stay. */
export function inferPooling(parameters: PoolingParameters, inputs: readonly TensorType[]): InferResult {
  return inferImage(inputs, (image) => {
    const window = poolingWindow(parameters, image);
    const diagnostic = windowDiagnostic(window, image, 'poolSize') ?? emptyWindowDiagnostic(window);
    if (diagnostic !== null) return refused(diagnostic);
    return inferred([window.height.output, window.width.output, image[2]]);
  });
}

/** A padding as large as the window would make windows that see no input at all: they have no maximum and no mean. */
function emptyWindowDiagnostic({ height, width }: Window): DiagnosticDraft | null {
  const worst = [height, width].find((axis) => Math.max(axis.before, axis.after) >= axis.kernel);
  if (worst === undefined) return null;
  const padding = Math.max(worst.before, worst.after);
  const limit = worst.kernel - 1;
  // Half the window, PyTorch's limit, keeps the output as large as the input at stride 1.
  const half = (axis: WindowAxis) => Math.min(Math.floor(axis.kernel / 2), axis.before, axis.after);
  return {
    code: 'padding-too-large',
    parameter: 'padding',
    expected: `≤ ${limit}`,
    received: `${padding}`,
    values: { padding, limit, kernel: worst.kernel },
    repairs: [{ kind: 'set-parameter', parameter: 'padding', value: [half(height), half(width)] }],
  };
}

/** The output size's formula. */
export function explainPooling(
  parameters: PoolingParameters,
  inputs: readonly TensorType[],
): ExplanationLine[] {
  return explainWindow(poolingWindow(parameters, imageOf(inputs)));
}
