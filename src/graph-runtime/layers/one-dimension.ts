import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { OpGraph, Value } from '../ops/op-graph';
import { staticSize } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import type { InferResult } from './layer';
import { SIZE_LIMITS } from './limits';
import type { PaddingParameter, ParameterDescription } from './parameter';
import { asPositions, positionsExpected } from './positions';
import { firstShape } from './shape-rules';
import type { TensorType } from './tensor-type';
import { effectiveKernelSize, largestFittingKernel, type Window, windowOver } from './window';

/* What layers with a window along a sequence `[positions, channels]` have in common. They compute with it as an image of one column. */

/** A window along the positions. */
export type SequenceWindow = {
  readonly size: number;
  readonly stride: number;
  readonly padding: string;
  readonly dilation: number;
};

/** The parameters of a window, each one number. */
export function positionsParameter(
  label: ParameterDescription['label'],
  help: NonNullable<ParameterDescription['help']>,
  initial: number,
  maximum: number = SIZE_LIMITS.side,
): ParameterDescription {
  return { kind: 'integer', label, help, default: initial, minimum: 1, maximum };
}

const SAME = { value: 'same', label: { en: 'Same', 'zh-Hant': '維持長度' } };
const VALID = { value: 'valid', label: { en: 'None (valid)', 'zh-Hant': '不填補' } };
const CAUSAL = { value: 'causal', label: { en: 'Before only (causal)', 'zh-Hant': '只在前面（因果）' } };

const padding = {
  kind: 'choice',
  label: { en: 'Padding', 'zh-Hant': '填補' },
} as const;

export const poolingPaddingParameter: ParameterDescription = {
  ...padding,
  help: {
    en: 'Positions added at both ends: none, or as many as keep the length at stride 1.',
    'zh-Hant': '在兩端補上的位置：不填補，或步幅為 1 時維持長度。',
  },
  default: 'valid',
  choices: [VALID, SAME],
};

export const convolutionPaddingParameter: ParameterDescription = {
  ...padding,
  help: {
    en: 'Zeros added at the ends: as many as keep the length at stride 1, none, or all before, so that no position sees later ones.',
    'zh-Hant': '在兩端補上的 0：步幅為 1 時維持長度、不填補，或全部補在前面，使每個位置看不到後面的位置。',
  },
  default: 'same',
  choices: [SAME, VALID, CAUSAL],
};

/** The window over a sequence as one over an image of one column. */
export function sequenceWindow(window: SequenceWindow, positions: number): Window {
  return windowOver([positions, 1, 1], {
    kernel: [window.size, 1],
    strides: [window.stride, 1],
    padding: sidesOfWindow(window),
    dilation: [window.dilation, 1],
  });
}

function sidesOfWindow({ padding: name, size, dilation }: SequenceWindow): PaddingParameter {
  if (name === 'causal') return [effectiveKernelSize(size, dilation) - 1, 0, 0, 0];
  return name === 'same' ? 'same' : 'valid';
}

/** What a layer infers of a sequence, given its positions and channels and the window that fits. */
export function inferSequence(
  inputs: readonly TensorType[],
  settings: SequenceWindow,
  parameter: string,
  infer: (channels: number, window: Window) => InferResult,
): InferResult {
  const shape = firstShape(inputs);
  const sequence = asPositions(shape);
  if (sequence === null) return positionsExpected(shape);
  const window = sequenceWindow(settings, sequence[0]);
  if (window.height.output >= 1) return infer(sequence[1], window);
  return { ok: false, diagnostic: tooLarge(window, parameter) };
}

function tooLarge({ height }: Window, parameter: string): DiagnosticDraft {
  const largest = Math.min(height.kernel, largestFittingKernel(height));
  const [kernel, input] = [`${height.kernel}`, `${height.input}`];
  return {
    code: 'kernel-too-large',
    port: 'in',
    parameter,
    expected: `≤ ${largest}`,
    received: kernel,
    values: { kernel, input, largest: `${largest}` },
    repairs: [
      { kind: 'set-parameter', parameter: 'padding', value: 'same' },
      ...(largest >= 1 ? [{ kind: 'set-parameter', parameter, value: largest } as const] : []),
    ],
  };
}

/** Work on `[batch, positions, channels]` as on an image of one column. */
export function asColumn(graph: OpGraph, x: Value, work: (image: Value) => Value): Value {
  const y = work(reshape(graph, x, [null, staticSize(x, 1), 1, staticSize(x, 2)]));
  return reshape(graph, y, [null, staticSize(y, 1), staticSize(y, 3)]);
}
