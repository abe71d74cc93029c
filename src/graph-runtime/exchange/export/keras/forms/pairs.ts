import { firstShape } from '../../../../layers/shape-rules';
import { type KerasCall, type KerasForm, layer, operation, row } from '../call';
import type { KerasFormOf } from '../form';

/** Below this, a square is taken for 0. */
const SMALLEST_SQUARE = 1e-30;
/** Of lengths that are divided by, as PyTorch's `cosine_similarity` has it. */
const SMALLEST_LENGTH_SQUARED = 1e-16;

/** Sums along the last axis. */
function sums(rank: number, more: Partial<KerasCall> = {}): KerasCall {
  return operation('sum', { axis: [rank], keepdims: true }, more);
}

/** `Σ a b / (|a| |b|)`; the last call is given as `last`. */
function cosine(rank: number, last: Partial<KerasCall>): readonly KerasCall[] {
  const length = (input: number): readonly KerasCall[] => [
    operation('square', {}, { suffix: `squares${input}`, inputs: [input] }),
    sums(rank, { suffix: `sum${input}` }),
    operation('maximum', { x2: SMALLEST_LENGTH_SQUARED }, { suffix: `limit${input}` }),
    operation('sqrt', {}, { suffix: `length${input}` }),
  ];
  return [
    layer('Multiply', {}, { suffix: 'products' }),
    sums(rank, { suffix: 'dot' }),
    ...length(0),
    ...length(1),
    layer('Multiply', {}, { suffix: 'lengths', inputs: [{ call: 5 }, { call: 9 }] }),
    operation('power', { x2: -1 }, { suffix: 'scale' }),
    layer('Multiply', {}, { inputs: [{ call: 1 }, { call: 11 }], ...last }),
  ];
}

/** `Dot` of vectors; at each place of maps, and of sequences, a product that is added up. */
export const dot: KerasFormOf<{ readonly normalize: boolean }> = {
  type: 'dot',
  write({ normalize }, { inputs }): KerasForm {
    const rank = firstShape(inputs).length;
    if (!normalize) return row(layer('Multiply', {}, { suffix: 'products' }), sums(rank));
    return { calls: cosine(rank, {}), helper: { name: 'cosine_similarity', arguments: {} } };
  },
};

export const distance: KerasFormOf<{ readonly measure: string }> = {
  type: 'distance',
  write({ measure }, { inputs }): KerasForm {
    const rank = firstShape(inputs).length;
    const difference = layer('Subtract', {}, { suffix: 'difference' });
    switch (measure) {
      case 'cosine': {
        const calls = [
          ...cosine(rank, { suffix: 'similarity' }),
          layer('Rescaling', { scale: -1, offset: 1 }),
        ];
        return { calls, helper: { name: 'cosine_distance', arguments: {} } };
      }
      case 'manhattan':
        return row(difference, operation('absolute', {}, { suffix: 'sizes' }), sums(rank));
      case 'squared':
        return row(difference, operation('square', {}, { suffix: 'squares' }), sums(rank));
      default:
        return row(
          difference,
          operation('square', {}, { suffix: 'squares' }),
          sums(rank, { suffix: 'sum' }),
          operation('maximum', { x2: SMALLEST_SQUARE }, { suffix: 'limit' }),
          operation('sqrt'),
        );
    }
  },
};
