import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { matMul } from '../ops/matmul';
import { add } from '../ops/elementwise';
import { type OpGraph, staticSize, type Value } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import { concat, split } from '../ops/slicing';
import { explainMultiplyAccumulates, explainParameters, formatCount } from './formula';
import { createInitializer } from './initializer';
import type { InferResult, LayerDefinition, LoweringContext, WeightDescription } from './layer';
import { type FamilyRule, ofFamily } from './layer-family';
import { SIZE_LIMITS } from './limits';
import { asPositions, positionsExpected, positionsOf } from './positions';
import { pythonCall } from './python';
import { firstShape, inferred, refused } from './shape-rules';
import { shortForm, shortWord } from './short-form';
import type { TensorType } from './tensor-type';

export type RecurrentParameters = {
  readonly units: number;
  readonly returnSequences: boolean;
};

/** Positions that a sequence may have at most: each is its own ops in the graph. */
const LONGEST_SEQUENCE = 1024;

/** What a recurrent layer remembers from one position to the next, each `[batch, units]`; the first is its output. */
export type RecurrentState = readonly [Value, ...Value[]];

/** What is special about one recurrent layer. */
interface RecurrentRule extends FamilyRule<RecurrentParameters> {
  /** How many kernels of `units` columns lie side by side. */
  readonly gates: number;
  /** Of how many rows the bias is, each of `gates · units` numbers. */
  readonly biasRows: 1 | 2;
  /**
   * The next state.
   *
   * @param input the projected input with the bias of it, `[batch, gates · units]`
   * @param state null at the first position, where it is 0
   */
  step(cell: RecurrentCell, input: Value, state: RecurrentState | null): RecurrentState;
  readonly keras: string;
}

/** What every position of a sequence shares. */
export interface RecurrentCell {
  readonly graph: OpGraph;
  /** `[units, gates · units]` */
  readonly kernel: Value;
  /** The second row of the bias, `[gates · units]`; null where there is none. */
  readonly bias: Value | null;
  readonly units: number;
}

const FAMILY = {
  category: 'dense',
  parameterNames: { hidden_size: 'units', num_units: 'units', input_size: null },
} as const;

/**
 * Makes a layer that reads a sequence `[positions, features]` from first to last and remembers. Out come the states of all positions,
 * `[positions, units]`, or the last, `[units]`.
 */
export function defineRecurrent(rule: RecurrentRule): LayerDefinition<RecurrentParameters> {
  return {
    ...ofFamily(FAMILY, rule),
    parameters: {
      units: {
        kind: 'integer',
        label: { en: 'Units', 'zh-Hant': '單元數' },
        help: { en: 'Numbers that it remembers.', 'zh-Hant': '記憶的數值個數。' },
        default: 64,
        minimum: 1,
        maximum: SIZE_LIMITS.features,
      },
      returnSequences: {
        kind: 'boolean',
        label: { en: 'Output every position', 'zh-Hant': '輸出每個位置' },
        help: {
          en: 'On: the state at every position, for another recurrent layer. Off: the last state, for a decision about the whole sequence.',
          'zh-Hant':
            '開啟：輸出每個位置的狀態，供下一個循環層使用。關閉：只輸出最後的狀態，用來判斷整個序列。',
        },
        default: false,
      },
    },
    describe: ({ units, returnSequences }, language) =>
      shortForm([formatCount(units), returnSequences ? shortWord('everyPosition', language) : '']),
    infer: inferRecurrent,
    ...costOf(rule),
    lower: (context, parameters, inputs) => inputs.map((x) => readSequence(context, rule, parameters, x)),
    code: {
      keras: ({ units, returnSequences }) =>
        pythonCall(`keras.layers.${rule.keras}`, [units], {
          return_sequences: returnSequences ? 'True' : null,
        }),
      // PyTorch's module returns its states beside its output, which no row of modules takes.
      pytorch: () => null,
    },
  };
}

/** What it weighs and costs: the products with input and state, of all gates. */
function costOf({
  gates,
  biasRows,
}: RecurrentRule): Pick<LayerDefinition<RecurrentParameters>, 'weights' | 'multiplyAccumulates' | 'explain'> {
  return {
    weights({ units }, inputs): WeightDescription[] {
      const features = positionsOf(inputs[0])[1];
      const width = gates * units;
      const fans = { fanIn: features, fanOut: width };
      // As PyTorch starts it: uniform up to 1 / √units.
      const limit = 1 / Math.sqrt(units);
      return [
        {
          ...{ name: 'kernel', shape: [features, width], isTrainable: true },
          initializer: createInitializer('glorotUniform', fans),
        },
        {
          ...{ name: 'recurrentKernel', shape: [units, width], isTrainable: true },
          initializer: { kind: 'randomUniform', minimum: -limit, maximum: limit },
        },
        {
          ...{ name: 'bias', shape: biasRows === 1 ? [width] : [biasRows, width], isTrainable: true },
          initializer: { kind: 'constant', value: 0 },
        },
      ];
    },
    multiplyAccumulates({ units }, inputs) {
      const [positions, features] = positionsOf(inputs[0]);
      return positions * (features + units) * gates * units;
    },
    explain({ units }, inputs) {
      const [positions, features] = positionsOf(inputs[0]);
      const kernels = [
        [features, gates, units],
        [units, gates, units],
      ];
      return [
        explainParameters([...kernels, biasRows === 1 ? [gates, units] : [biasRows, gates, units]]),
        explainMultiplyAccumulates(kernels.map((kernel) => [positions, ...kernel])),
      ];
    },
  };
}

function inferRecurrent(
  { units, returnSequences }: RecurrentParameters,
  inputs: readonly TensorType[],
): InferResult {
  const shape = firstShape(inputs);
  const positions = asPositions(shape)?.[0];
  if (positions === undefined) return positionsExpected(shape);
  if (positions > LONGEST_SEQUENCE) return refused(tooLong(positions));
  return inferred(returnSequences ? [positions, units] : [units]);
}

function tooLong(positions: number): DiagnosticDraft {
  return {
    code: 'sequence-too-long',
    port: 'in',
    expected: `≤ ${LONGEST_SEQUENCE}`,
    received: `${positions}`,
    values: { positions, limit: LONGEST_SEQUENCE },
    repairs: [],
  };
}

/** The input is projected at all positions at once; then one position follows from the one before. */
function readSequence(
  context: LoweringContext,
  rule: RecurrentRule,
  { units, returnSequences }: RecurrentParameters,
  x: Value,
): Value {
  const { graph } = context;
  const [positions, features] = [staticSize(x, 1), staticSize(x, 2)];
  const width = rule.gates * units;
  const [inputBias, ownBias] = biasesOf(context, rule, width);
  const rows = reshape(graph, x, [null, features]);
  const projected = add(graph, matMul(graph, rows, context.weight('kernel')), inputBias);
  const parts = split(
    graph,
    reshape(graph, projected, [null, positions, width]),
    new Array<number>(positions).fill(1),
    1,
  );
  const cell = { graph, kernel: context.weight('recurrentKernel'), bias: ownBias, units };
  const outputs: Value[] = [];
  let state: RecurrentState | null = null;
  for (const part of parts) {
    state = rule.step(cell, reshape(graph, part, [null, width]), state);
    outputs.push(state[0]);
  }
  const [last] = outputs.slice(-1);
  if (last === undefined) throw new Error('a sequence of no positions');
  if (!returnSequences) return last;
  return concat(
    graph,
    outputs.map((output) => reshape(graph, output, [null, 1, units])),
    1,
  );
}

/** The bias of the input, and of the state where it has its own. */
function biasesOf(
  context: LoweringContext,
  { biasRows }: RecurrentRule,
  width: number,
): readonly [Value, Value | null] {
  const bias = context.weight('bias');
  if (biasRows === 1) return [bias, null];
  const [input, own] = split(context.graph, bias, [1, 1], 0);
  if (input === undefined || own === undefined) throw new Error('a bias of two rows');
  return [reshape(context.graph, input, [width]), reshape(context.graph, own, [width])];
}

/** The gates' parts of a value `[batch, gates · units]`. */
export function gatesOf({ graph, units }: RecurrentCell, x: Value): readonly Value[] {
  return split(graph, x, new Array<number>(staticSize(x, 1) / units).fill(units), 1);
}
