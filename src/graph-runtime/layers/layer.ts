import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { ParameterValue } from '../document/document';
import type { OpGraph, Value } from '../ops/op-graph';
import type { OutputChoice } from '../targets/output-targets';
import type { InputMember } from '../targets/tuples';
import type { Language, Text } from '../text/text';
import type { ParameterDescription, ResolvedParameters } from './parameter';
import type { Reach } from './reach';
import type { TensorType } from './tensor-type';
import type { ValueEffect } from './value-effect';
import type { WindowComputation } from './window-computation';

/** Groups of the palette, in its order; each has its own color on the canvas. */
export const LAYER_CATEGORIES = [
  'input-output',
  'convolution',
  'pooling',
  'dense',
  'activation',
  'normalization',
  'regularization',
  'merge',
  'shape',
] as const;
export type LayerCategory = (typeof LAYER_CATEGORIES)[number];

/**
 * All there is to know of one kind of layer, as one plain object in one file. Palette, inspector, node card, documentation,
 * validation, cost, training and export read it; nothing else in the program knows a layer type by name.
 *
 * `P` is the layer's parameters after normalization, as `parameters` describes them.
 */
export interface LayerDefinition<P extends ResolvedParameters = ResolvedParameters> {
  /** The name in documents, camelCase as Keras' class names spell it: `conv2d`, `maxPooling2d`. Never changes. */
  readonly type: string;
  readonly version: number;
  /** What other libraries call it: for the search, and for documents that use their names. */
  readonly otherNames?: OtherNames;
  readonly label: Text;
  readonly category: LayerCategory;
  /** One or two sentences for a student: what it computes and what it is good for. */
  readonly summary: Text;
  /** Where the layer is described: the paper that brought it, or the book section. */
  readonly reference: { readonly title: string; readonly url?: string };
  readonly parameters: { readonly [K in keyof P]: ParameterDescription };
  readonly inputs: readonly PortDescription[];
  readonly outputs: readonly PortDescription[];
  /** Main parameters in the field's short form for the node card, e.g. `64, 3×3, stride 2`; '' for none. */
  describe(parameters: P, language: Language): string;
  /**
   * The types of the outputs, or what is wrong. `inputs` holds one type per wire, in port and edge order; the analysis has
   * made sure that required ports are connected.
   */
  infer(parameters: P, inputs: readonly TensorType[]): InferResult;
  /** The weights (and running statistics) it keeps. Parameter counts are computed from these and nothing else. */
  weights(parameters: P, inputs: readonly TensorType[]): readonly WeightDescription[];
  /**
   * Multiply-accumulates of one example's forward pass (a convolution: output elements times kernel size times input
   * channels per group; layers without products: 0), as the papers count them.
   */
  multiplyAccumulates(parameters: P, inputs: readonly TensorType[], outputs: readonly TensorType[]): number;
  /** The formulas after output size, parameters and multiply-accumulates with the current numbers put in, as lines of text. */
  explain?(
    parameters: P,
    inputs: readonly TensorType[],
    outputs: readonly TensorType[],
  ): readonly ExplanationLine[];
  /** Only for a function of single values (or of a vector of them, as a softmax): its formula and that of its derivative. */
  function?(parameters: P): FunctionFormula;
  /** Only for a layer whose numbers are each computed of a window of its input: how. Asked after `infer`. */
  computation?(parameters: P, inputs: readonly TensorType[]): WindowComputation;
  /**
   * On which places of its inputs a place of its output depends, where they differ by the port; absent, and without `computation`: on all.
   * Asked after `infer`.
   */
  reach?(parameters: P, inputs: readonly TensorType[], port: string): Reach;
  /** Builds the layer's ops: input values (batch axis first) to output values. */
  lower(context: LoweringContext, parameters: P, inputs: readonly Value[]): readonly Value[];
  /**
   * Lowers a node in all replicas of a network at once, in training: only for a layer whose numbers in one replica depend on the examples of the
   * others, where the settings ask for that. Absent: `lower` for each.
   */
  lowerTogether?(
    replicas: readonly ReplicaOfNode[],
    parameters: P,
    exchange: ReplicaExchange,
  ): readonly (readonly Value[])[];
  /** What it does to single values, where that is simple: checks of what reaches a loss read it. */
  effect?(parameters: P): ValueEffect;
  /** How many values it normalizes together with a batch of `batchSize` examples; absent: it does not normalize. */
  normalizedCount?(parameters: P, inputs: readonly TensorType[], batchSize: number): number;
  /** Share of its running statistics that a step keeps; absent: it has none. */
  statisticsMomentum?(parameters: P): number;
  /** What a value is multiplied by where it is the number of a row that is looked up. */
  lookupScale?(parameters: P): number;
  /** Whether it adds its own loss to what training minimizes (`LoweringContext.addLoss`). */
  readonly addsLoss?: true;
  /** Only for a layer through which examples enter: what it takes of them. */
  member?(parameters: P): InputMember;
  /** Of an input of second images: the name of the label that they are; empty: the first one that is such images. */
  secondLabel?(parameters: P): string;
  /** Only for `output`: how predictions are read and what is minimized. */
  readonly loss?: LossRule<P>;
  /** One line of code in other frameworks, for reading and export; null where there is no such layer. */
  readonly code: {
    keras(parameters: P, inputs: readonly TensorType[]): string | null;
    pytorch(parameters: P, inputs: readonly TensorType[]): string | null;
  };
}

/**
 * Names of a layer and its parameters in Keras, PyTorch, ONNX and TensorFlow.js. Only of the same layer: what merely looks alike
 * is in `unavailable.ts`.
 */
export interface OtherNames {
  /** Capitals and separators do not count: `max_pool2d` is `MaxPool2d`. */
  readonly types: readonly string[];
  /** Parameters that a name itself says, by the name without capitals and separators: a `PixelShuffle` has PyTorch's order. */
  readonly implied?: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>;
  /** What their parameters are here; null for one that follows from what is wired to the layer. */
  readonly parameters?: Readonly<Record<string, string | null>>;
  /** A value as it is written here. `type` is the other library's name in small letters, `parameter` the one here. */
  convert?(type: string, parameter: string, value: ParameterValue): ParameterValue;
}

export interface PortDescription {
  /** `in`, `out`, `a`, ...: unique among the layer's inputs, or outputs. */
  readonly name: string;
  /** What people read; absent: the name. */
  readonly label?: Text;
  /** Takes any number of wires, one at least (add, concatenate); otherwise exactly one. */
  readonly isVariadic?: boolean;
}

export type InferResult =
  | {
      readonly ok: true;
      readonly outputs: readonly TensorType[];
      readonly warnings?: readonly DiagnosticDraft[];
    }
  | { readonly ok: false; readonly diagnostic: DiagnosticDraft };

export interface WeightDescription {
  /** `kernel`, `bias`, `gamma`, `beta`, `movingMean`, `movingVariance`. */
  readonly name: string;
  /** Channels last: kernels `[height, width, in / groups, out]`, dense `[in, out]`. */
  readonly shape: readonly number[];
  /** False for running statistics, which are not learned by gradient. */
  readonly isTrainable: boolean;
  readonly initializer: Initializer;
}

/** How a weight starts. Fans follow Keras and PyTorch: receptive field size times channels. */
export type Initializer =
  | { readonly kind: 'constant'; readonly value: number }
  | {
      readonly kind:
        | 'glorotUniform'
        | 'glorotNormal'
        | 'heUniform'
        | 'heNormal'
        | 'heUniformFanOut'
        | 'heNormalFanOut'
        | 'lecunUniform'
        | 'lecunNormal';
      readonly fanIn: number;
      readonly fanOut: number;
      /** Factor of the standard deviation. */
      readonly gain: number;
    }
  | {
      readonly kind: 'randomNormal' | 'truncatedNormal';
      readonly mean: number;
      readonly standardDeviation: number;
    }
  | { readonly kind: 'randomUniform'; readonly minimum: number; readonly maximum: number };

/** What a layer may use while it is lowered. `ops` holds the functions that append ops (`conv2d(graph, ...)`). */
export interface LoweringContext {
  readonly graph: OpGraph;
  /** `train`: batch statistics, dropout on. `evaluate`: running statistics, dropout off. */
  readonly mode: 'train' | 'evaluate';
  /** Whether its weights and running statistics stay as they are: then they serve in training as in evaluation. */
  readonly isFrozen: boolean;
  /** The current value of one of the node's weights (by `WeightDescription.name`). */
  weight(name: string): Value;
  /** Schedules a running statistic's new value; takes effect when the step's updates are applied. */
  updateWeight(name: string, value: Value): void;
  /** Adds a loss of each example, `[batch]`, by its mean times a weight to what training minimizes. Evaluation reports losses of outputs only. */
  addLoss(losses: Value, weight: number): void;
  /** Uniform random numbers in [0, 1) of the shape of `like`, keyed by seed, step and node: a resumed run repeats them. */
  randomUniformLike(like: Value): Value;
  /** Uniform random numbers in [0, 1) of a shape given as an int32 vector value. */
  randomUniform(shape: Value, staticShape: readonly (number | null)[]): Value;
}

/** A node in one of the replicas of a network that are lowered at once. */
export interface ReplicaOfNode {
  readonly context: LoweringContext;
  readonly inputs: readonly Value[];
  /** Adds what `build` adds on the replica's device. */
  place<T>(build: () => T): T;
}

/** How replicas that are lowered here meet all there are, some of which may be in other processes. */
export interface ReplicaExchange {
  /** Vectors of one size, one of each replica here: those of all replicas, in one order. Not differentiated. */
  everyones(own: readonly Value[]): readonly Value[];
  /** The same values, which are equal in all replicas; what flows back to each is the sum of what flows back to all, added up in one order. */
  withSummedGradients(equal: readonly Value[]): readonly Value[];
}

export interface LossRule<P> {
  /** Accuracy and predictions are reported of main outputs only; auxiliary ones add their weighted loss in training. */
  isAuxiliary(parameters: P): boolean;
  /** What the output is trained for. */
  target(parameters: P): OutputChoice;
  /** Factor of this loss in the sum that is minimized. */
  weight(parameters: P): number;
  /** Share of the target that is spread over all classes. */
  labelSmoothing(parameters: P): number;
  /** How far apart images of different classes are to be, where images are compared. */
  margin(parameters: P): number;
  /** The name of the loss that the output asks for (`targets/losses`). */
  lossName(parameters: P): string;
  /** The parameters with another loss, for one class an example. */
  withLoss(parameters: P, loss: string): P;
  /** Whether the loss applies softmax or sigmoid itself, so that scores should be free to take any value. */
  takesLogits(parameters: P): boolean;
  /** How near the loss can come to a right answer, from 0 to 1, when all scores lie between `low` and `high`. */
  reach(parameters: P, input: TensorType, low: number, high: number): number;
  /** The fewest scores that make sense, where each example has one class. */
  minimumScores(parameters: P): number;
  /** Number of classes or values predicted, checked against the data set. */
  targetCount(input: TensorType): number;
  /**
   * Per-example losses `[batch]` from the raw input of the output layer (logits `[batch, classes]`) and integer labels
   * `[batch]` (int32).
   */
  lower(context: LoweringContext, parameters: P, input: Value, labels: Value): Value;
  /** Class probabilities `[batch, classes]` (or predicted values) from the same input. */
  predict(context: LoweringContext, parameters: P, input: Value): Value;
  /**
   * `[batch, classes]`, largest at the class that `predict` holds most probable: counting hits needs no probabilities, and in a
   * small network a softmax costs 3% of a step.
   */
  rank(context: LoweringContext, parameters: P, input: Value): Value;
}

export interface ExplanationLine {
  readonly subject: 'output-size' | 'parameters' | 'multiply-accumulates';
  /** e.g. `⌊(28 + 2·2 − 5) / 1⌋ + 1 = 28`. */
  readonly formula: string;
}

/**
 * A function with the current parameters put in. The signs are the ones of mathematics (`·`, `−`, `√`), `exp(x)` and `log(x)` are of
 * base e, `σ` is the logistic sigmoid.
 */
export interface FunctionFormula {
  /** What comes after `f(x) =`, e.g. `max(0, x)`. */
  readonly value: string;
  /** What comes after `f′(x) =`: one term, or one for each part of the axis with its condition: `1 (x > 0)`, `0 (x ≤ 0)`. */
  readonly slope: readonly string[];
}
