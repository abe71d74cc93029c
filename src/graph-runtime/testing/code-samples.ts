import * as fc from 'fast-check';
import { checkValue } from '../blocks/parameter-kinds';
import type { LayerDefinition } from '../layers/layer';
import type { ParameterDescription, ResolvedParameter, ResolvedParameters } from '../layers/parameter';
import type { TensorType } from '../layers/tensor-type';

/** Parameters and inputs that a layer accepts, with what it infers from them. */
export interface CodeSample {
  readonly parameters: ResolvedParameters;
  readonly inputs: readonly TensorType[];
  readonly outputs: readonly TensorType[];
}

/** Small numbers are drawn: all combinations matter, and every line is to be run in Keras and PyTorch as well. */
const LARGEST = 8;

const CHANNELS = [1, 2, 3, 4, 6, 8, 12];

function arbitraryValue(description: ParameterDescription): fc.Arbitrary<unknown> {
  switch (description.kind) {
    case 'integer':
      return fc.integer({ min: description.minimum, max: Math.min(description.maximum, LARGEST) });
    case 'number':
      return arbitraryNumber(description.minimum, description.maximum, description.default);
    case 'boolean':
      return fc.boolean();
    case 'choice':
      return fc.constantFrom(...description.choices.map(({ value }) => value));
    case 'text':
      return fc.constant(description.default);
    case 'pair':
      return arbitraryPair(description.minimum, description.maximum);
    case 'padding':
      return arbitraryPadding(description.allowsNamed);
    case 'shape':
      return fc.array(fc.integer({ min: 1, max: LARGEST }), {
        minLength: description.minimumRank,
        maxLength: description.maximumRank,
      });
  }
}

/** A decimal number as somebody would write it: few digits, of any size between the limits, and the usual value often. */
function arbitraryNumber(minimum: number, maximum: number, usual: number): fc.Arbitrary<number> {
  const decimal = fc
    .tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -9, max: 0 }))
    .map(([digits, exponent]) => Number(`${digits}e${exponent}`))
    .filter((value) => value >= minimum && value <= maximum);
  return fc.oneof(fc.constant(usual), fc.constantFrom(minimum, Math.min(maximum, 100)), decimal);
}

function arbitraryPair(minimum: number, maximum: number): fc.Arbitrary<readonly [number, number]> {
  const size = fc.integer({ min: minimum, max: Math.min(maximum, LARGEST - 3) });
  const alike = size.map((value): [number, number] => [value, value]);
  return fc.oneof(
    fc.constant<[number, number]>([Math.max(minimum, 1), Math.max(minimum, 1)]),
    alike,
    fc.tuple(size, size),
  );
}

function arbitraryPadding(allowsNamed: boolean): fc.Arbitrary<unknown> {
  const cells = fc.integer({ min: 0, max: 3 });
  const numeric = fc.oneof(cells, fc.tuple(cells, cells), fc.tuple(cells, cells, cells, cells));
  return allowsNamed ? fc.oneof(fc.constantFrom('same', 'valid'), numeric) : numeric;
}

function arbitraryParameters(layer: LayerDefinition): fc.Arbitrary<ResolvedParameters> {
  const values = Object.fromEntries(
    Object.entries(layer.parameters).map(([name, description]) => [
      name,
      arbitraryValue(description)
        .map((value) => checkValue(description, value as ResolvedParameter))
        .map((reading) => (reading.ok ? reading.value : undefined)),
    ]),
  );
  return fc
    .record(values)
    .filter((parameters): parameters is Record<string, ResolvedParameter> =>
      Object.values(parameters).every((value) => value !== undefined),
    );
}

function arbitraryInputs(layer: LayerDefinition): fc.Arbitrary<readonly TensorType[]> {
  if (layer.inputs.length === 0) return fc.constant([]);
  const side = fc.integer({ min: 1, max: 2 * LARGEST });
  const channels = fc.constantFrom(...CHANNELS);
  const shape: fc.Arbitrary<readonly number[]> = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(side, side, channels) },
    { weight: 2, arbitrary: fc.tuple(channels) },
    { weight: 1, arbitrary: fc.tuple(side, channels) },
  );
  const most = layer.inputs.some(({ isVariadic }) => isVariadic) ? 3 : 1;
  return fc
    .tuple(shape, fc.integer({ min: most === 1 ? 1 : 2, max: most }))
    .map(([input, count]) => Array.from({ length: count * layer.inputs.length }, () => ({ shape: input })));
}

/** Everything that a layer accepts, by its own rules: the defaults among random parameters, images, vectors and sequences. */
export function arbitraryCodeSample(layer: LayerDefinition): fc.Arbitrary<CodeSample> {
  return fc
    .tuple(arbitraryParameters(layer), arbitraryInputs(layer))
    .map(([parameters, inputs]) => {
      const result = layer.infer(parameters, inputs);
      return result.ok ? { parameters, inputs, outputs: result.outputs } : null;
    })
    .filter((sample): sample is CodeSample => sample !== null);
}
