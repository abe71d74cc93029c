import type { DiagnosticDraft, LayerRepair } from '../diagnostics/diagnostic';
import type { Value } from '../ops/op-graph';
import type { InferResult } from './layer';
import { formatShape, type TensorType } from './tensor-type';

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
 * The first input as an image; only for use after `infer`, which has refused everything else.
 * @throws when it is not an image.
 */
export function imageOf(inputs: readonly TensorType[]): ImageShape {
  const image = asImage(firstShape(inputs));
  if (image === null) throw new Error(`Not an image: ${formatShape(firstShape(inputs))}`);
  return image;
}

/** What a layer infers of an image; every other input is refused, with the images that it can be read as. */
export function inferImage(
  inputs: readonly TensorType[],
  infer: (image: ImageShape) => InferResult,
): InferResult {
  const image = asImage(firstShape(inputs));
  return image === null ? refused(imageExpected(firstShape(inputs))) : infer(image);
}

function imageExpected(received: readonly number[]): DiagnosticDraft {
  return {
    code: 'image-expected',
    port: 'in',
    expected: 'height × width × channels',
    received: formatShape(received),
    values: { received: formatShape(received) },
    repairs: imagesOf(received).map((targetShape) => ({
      kind: 'insert-before',
      port: 'in',
      type: 'reshape',
      parameters: { targetShape },
      code: 'insert-reshape',
    })),
  };
}

/** The images that the same values can be, the likeliest first. */
function imagesOf(shape: readonly number[]): number[][] {
  const [count = 1, features] = shape;
  if (features !== undefined) {
    const side = Math.sqrt(count);
    // Positions in rows, as a transformer has them, or else a sequence.
    const grid = Number.isInteger(side) && side > 1 ? [[side, side, features]] : [];
    return [...grid, [count, 1, features]];
  }
  const pixel = [1, 1, count];
  const squares = [1, 3].flatMap((channels) => {
    const side = Math.sqrt(count / channels);
    return Number.isInteger(side) && side >= SMALLEST_IMAGE ? [[side, side, channels]] : [];
  });
  // Powers of two are most often features; then the vector is one pixel with as many channels.
  return Number.isInteger(Math.log2(count)) ? [pixel, ...squares] : [...squares, pixel];
}

/** Height and width from which a vector may well be an image written out. */
const SMALLEST_IMAGE = 28;

/** Refuses an image where a vector is needed; `repairs` are the layer's ways to get one. */
export function vectorExpected(
  code: string,
  received: readonly number[],
  repairs: readonly LayerRepair[],
): DiagnosticDraft {
  return {
    code,
    port: 'in',
    expected: 'features',
    received: formatShape(received),
    values: { received: formatShape(received) },
    repairs,
  };
}

type Insertion = Extract<LayerRepair, { kind: 'insert-before' }>;

/** All values as one vector. */
export function insertFlatten(index?: number): Insertion {
  return { ...insertionAt(index), type: 'flatten', code: 'insert-flatten' };
}

/** A vector of what is one in all but name: where its axes of size 1 come from, else by a layer. */
export function asVector(index?: number): LayerRepair[] {
  return [
    { kind: 'switch-before', port: 'in', ...(index === undefined ? {} : { index }) },
    insertFlatten(index),
  ];
}

/** The mean of each channel over the image; the fix code says what for. */
export function insertAverage(code: string, index?: number): Insertion {
  const parameters = { keepDimensions: false };
  return { ...insertionAt(index), type: 'globalAveragePooling2d', parameters, code };
}

/** The mean of each feature over the positions `[positions, features]`. */
export function insertPositionAverage([positions = 1, features = 1]: readonly number[]): Insertion {
  return {
    ...insertionAt(undefined),
    type: 'reshape',
    parameters: { targetShape: [positions, 1, features] },
    followedBy: { type: 'globalAveragePooling2d', parameters: { keepDimensions: false } },
    code: 'insert-position-average',
  };
}

function insertionAt(index: number | undefined): Pick<Insertion, 'kind' | 'port' | 'index'> {
  return { kind: 'insert-before', port: 'in', ...(index === undefined ? {} : { index }) };
}

/** Whether all axes but one have the size 1, so that the values are a vector in all but name. */
export function isVectorLike(shape: readonly number[]): boolean {
  return shape.filter((size) => size > 1).length <= 1;
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
