import type { Value } from '../compile/op-graph';
import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { formatShape, type TensorType } from '../infer/tensor-type';
import type { InferResult } from './layer';

/** Rules on shapes that many layers share. */

/** `[height, width, channels]` of an image, or what is wrong with it. */
export type ImageShape = readonly [number, number, number];

/** The first input's shape. A layer is only asked when its required ports are connected, so its absence is a bug. */
export function firstShape(inputs: readonly TensorType[]): readonly number[] {
  const first = inputs[0];
  if (first === undefined) throw new Error('The layer was asked without an input.');
  return first.shape;
}

/** The image `[height, width, channels]` of a shape, or null when it is none. */
export function asImage(shape: readonly number[]): ImageShape | null {
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height === undefined || width === undefined || channels === undefined)
    return null;
  return [height, width, channels];
}

/**
 * The first input as an image; only for use behind `infer`, which has refused everything else.
 * @throws when it is not an image.
 */
export function imageOf(inputs: readonly TensorType[]): ImageShape {
  const image = asImage(firstShape(inputs));
  if (image === null) throw new Error(`Not an image: ${formatShape(firstShape(inputs))}`);
  return image;
}

/** Refuses a vector where an image is needed. A vector can be read as an image of one pixel. */
export function imageExpected(received: readonly number[]): DiagnosticDraft {
  const repairs = received.length === 1 ? reshapeToPixel(received) : [];
  return {
    code: 'image-expected',
    port: 'in',
    expected: 'height × width × channels',
    received: formatShape(received),
    values: { received: formatShape(received) },
    repairs,
  };
}

function reshapeToPixel(received: readonly number[]): NonNullable<DiagnosticDraft['repairs']> {
  return [
    {
      kind: 'insert-before',
      port: 'in',
      type: 'reshape',
      parameters: { targetShape: [1, 1, ...received] },
      code: 'insert-reshape',
    },
  ];
}

/** Refuses an image where a vector is needed; Flatten makes one of it. */
export function vectorExpected(received: readonly number[]): DiagnosticDraft {
  return {
    code: 'vector-expected',
    port: 'in',
    expected: 'features',
    received: formatShape(received),
    values: { received: formatShape(received) },
    repairs: [{ kind: 'insert-before', port: 'in', type: 'flatten', code: 'insert-flatten' }],
  };
}

/** An `InferResult` of one output. */
export function inferred(shape: readonly number[], warnings: readonly DiagnosticDraft[] = []): InferResult {
  return warnings.length === 0
    ? { ok: true, outputs: [{ shape }] }
    : { ok: true, outputs: [{ shape }], warnings };
}

/** An `InferResult` that says what is wrong. */
export function refused(diagnostic: DiagnosticDraft): InferResult {
  return { ok: false, diagnostic };
}

/** The ports of a layer with one input and one output. */
export const SINGLE_INPUT = [{ name: 'in' }] as const;
export const SINGLE_OUTPUT = [{ name: 'out' }] as const;
/** The port of a layer that joins any number of wires; of a single one it makes what came in. */
export const VARIADIC_INPUT = [{ name: 'in', isVariadic: true }] as const;

/**
 * Shape of one example of a value whose first axis is the batch.
 * @throws when another axis is not known, which no layer leaves open.
 */
export function exampleShape(value: Value): number[] {
  return value.shape.slice(1).map((size) => {
    if (size === null) throw new Error(`Axis of unknown size in ${value.op.name}`);
    return size;
  });
}
