import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { InferResult, WeightDescription } from './layer';
import { refused } from './shape-rules';
import { formatShape, type TensorType } from './tensor-type';

/** What layers of transformers have in common: they take positions with features, `[positions, features]`. */

/** Positions and features of a shape, or null when it is none of these. */
export function asPositions(shape: readonly number[]): readonly [positions: number, features: number] | null {
  const [positions, features] = shape;
  return shape.length === 2 && positions !== undefined && features !== undefined
    ? [positions, features]
    : null;
}

/** The positions of an input; only for use after `infer`. @throws when it has none. */
export function positionsOf(input: TensorType | undefined): readonly [positions: number, features: number] {
  const found = asPositions(input?.shape ?? []);
  if (found === null) throw new Error(`No positions: ${formatShape(input?.shape ?? [])}`);
  return found;
}

/** Features that are learned themselves, initialized as ViT's are: a normal distribution with deviation 0.02, cut off at two of them. */
export function learnedVectors(name: string, shape: readonly number[]): WeightDescription {
  const initializer = { kind: 'truncatedNormal', mean: 0, standardDeviation: 0.02 } as const;
  return { name, shape, isTrainable: true, initializer };
}

/** Refuses what has no positions; the pixels of an image can be read as such. */
export function positionsExpected(received: readonly number[], index?: number, port = 'in'): InferResult {
  const [height = 1, width = 1, channels = 1] = received;
  const targetShape = received.length === 3 ? [height * width, channels] : [1, height];
  const draft: DiagnosticDraft = {
    code: 'positions-expected',
    port,
    expected: 'positions × features',
    received: formatShape(received),
    values: { received: formatShape(received) },
    repairs: [
      {
        kind: 'insert-before',
        port,
        ...(index === undefined ? {} : { index }),
        type: 'reshape',
        parameters: { targetShape },
        code: 'insert-reshape',
      },
    ],
  };
  return refused(draft);
}
