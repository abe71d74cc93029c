import { oncePer } from '../collections/once-per';
import { declareAverages, TRAINED } from '../compile/average-weights';
import { buildEvaluation } from '../compile/evaluation';
import { type NetworkOutput, type NetworkPlan, planNetwork } from '../compile/lower-network';
import { productTypeOf } from '../compile/program';
import type { ProgramSignatures } from '../compile/program-signatures';
import { buildTrainStep, placeStepSeed, type TrainStep } from '../compile/train-step';
import { declareSlots, type ProgramSlot } from '../compile/update-weights';
import { declareWeights, type ProgramWeight } from '../compile/weights';
import { type TargetDescription, targetSize } from '../datasets/target-description';
import type { TrainingSettings } from '../document/document';
import type { NetworkAnalysis } from '../infer/analysis';
import { square } from '../ops/elementwise';
import { OpGraph } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import { createOptimizer } from '../settings/optimizers/registry';
import { inputItself } from '../targets/kinds/input-itself';
import { meanPerExample } from '../targets/losses/per-example';
import { targetOfOutput } from '../targets/output-targets';
import { classBalanceOf, ONE_CLASS } from '../targets/registry';
import type { TargetKind, TrainedTarget } from '../targets/target-kind';
import { placeBatch } from './place-batch';

/** What shapes the training step of a network, batch size aside. */
export type StepSettings = Pick<TrainingSettings, 'optimizer'> &
  Partial<
    Pick<
      TrainingSettings,
      | 'precision'
      | 'augmentation'
      | 'normalization'
      | 'imageFit'
      | 'target'
      | 'loss'
      | 'classWeights'
      | 'weightAverage'
      | 'mixup'
      | 'cutMix'
    >
  > & {
    /** `[height, width, channels]` of the stored images. */
    readonly exampleShape: readonly number[];
    /** What the data set's labels are; absent: one class. */
    readonly targets?: TargetDescription | undefined;
    readonly isFed: boolean;
    /** Whether a step comes in micro-batches. */
    readonly isInParts: boolean;
    /** Examples of a call, see `OpGraph.expectedBatch`. */
    readonly expectedBatch: number;
  };

/** A training step as the trainer compiles it, for forecasts: nothing runs it. */
export interface StepGraph {
  readonly graph: OpGraph;
  readonly weights: readonly ProgramWeight[];
  readonly slots: readonly ProgramSlot[];
  readonly step: TrainStep;
  /** The evaluation of a batch, built when it is asked for. */
  readonly evaluation: () => ProgramSignatures['evaluate'];
}

/** A function of a network's training step, computed once for each network and for settings that make the same step. */
export function oncePerStep<Result>(
  compute: (analysis: NetworkAnalysis, settings: StepSettings) => Result,
): (analysis: NetworkAnalysis, settings: StepSettings) => Result {
  const resultsOf = oncePer((_graph: NetworkAnalysis['graph']) => new Map<string, Result>());
  return (analysis, settings) => {
    const results = resultsOf(analysis.graph);
    const key = keyOfStep(settings);
    const result = results.get(key) ?? compute(analysis, settings);
    results.set(key, result);
    return result;
  };
}

/**
 * Compiles the training step as the trainer will; remembered for each network.
 *
 * @throws when the network is not trainable (`analysis.isTrainable`)
 */
export const stepGraphOf = oncePerStep(createStepGraph);

/** Equal for settings with the same ops: rates and factors are numbers in them; what is there at all makes others. */
function keyOfStep({
  optimizer,
  precision,
  augmentation,
  normalization,
  imageFit,
  target,
  loss,
  classWeights,
  weightAverage,
  mixup,
  cutMix,
  ...rest
}: StepSettings): string {
  const { exampleShape, targets, isFed, isInParts, expectedBatch } = rest;
  const slots = createOptimizer(optimizer).slots.map(({ name }) => name);
  const more = [optimizer.clipNorm === null, optimizer.weightDecay === 0, normalization === undefined];
  const steps = augmentation?.map(({ type }) => type);
  return JSON.stringify([
    optimizer.type,
    slots,
    precision,
    steps,
    imageFit === 'crop',
    exampleShape,
    isFed,
    isInParts,
    expectedBatch,
    ...[weightAverage, mixup, cutMix].map((setting) => setting !== undefined),
    ...[target, loss, classWeights, targets && labelsIn(targets)],
    ...more,
  ]);
}

/** Which kinds of labels there are, and of what sizes. */
function labelsIn(targets: TargetDescription): readonly unknown[] {
  const columns = targets.kind === 'columns' ? targets.columns : [];
  const each = columns.map(({ name, target }) => [
    name,
    ...(target.kind === 'features' ? [target.kind, target.names.length] : labelsIn(target)),
  ]);
  return [targets.kind, targetSize(targets), ...each];
}

function createStepGraph(analysis: NetworkAnalysis, settings: StepSettings): StepGraph {
  const { precision, expectedBatch } = settings;
  const graph = new OpGraph({ productType: productTypeOf(precision), expectedBatch });
  const plan = planForForecast(analysis, settings);
  const optimizer = createOptimizer(settings.optimizer);
  const weights = declareWeights(graph, analysis, plan.paths);
  const slots = declareSlots(graph, optimizer, weights);
  const averages = declareAverages(graph, weights, settings.weightAverage);
  const seed = placeStepSeed(graph);
  const step = buildTrainStep(graph, {
    plan,
    batch: placeBatch(graph, 'train', plan, seed, settings),
    weights,
    optimizer,
    slots,
    averages,
    seed,
    isInParts: settings.isInParts,
  });
  let evaluation: ProgramSignatures['evaluate'] | undefined;
  return {
    ...{ graph, weights, step },
    slots: [...slots, ...(averages?.weights ?? []).map(asSlot)],
    evaluation: () => {
      evaluation ??= buildEvaluation(
        graph,
        plan,
        weights,
        placeBatch(graph, 'test', plan, null, settings),
      ).signature;
      return evaluation;
    },
  };
}

/** An average takes the memory of what an optimizer remembers. */
function asSlot({ name, variable }: ProgramWeight): ProgramSlot {
  return { name: `${name}${TRAINED}`, weight: name, slot: 'trained', initialValue: 0, variable };
}

/** The network with what its outputs are trained for; where that does not fit what it gives, as with another data set, something of the same size. */
function planForForecast(
  analysis: NetworkAnalysis,
  { targets, target, loss, classWeights }: Pick<StepSettings, 'targets' | 'target' | 'loss' | 'classWeights'>,
): NetworkPlan {
  const plain = planNetwork(analysis);
  const targetFor = (output: NetworkOutput): TrainedTarget => {
    const given = analysis.nodes.get(output.path)?.inputs[0]?.shape ?? [];
    const choice = output.loss.target(output.parameters);
    const wanted = targets === undefined ? null : targetOfOutput(choice, targets, { target, loss });
    const shape = wanted?.kind.outputShape(wanted.size, plain.input.shape, wanted.description);
    const single = wanted?.kind.singleShape?.(wanted.size, plain.input.shape) ?? null;
    if (wanted !== null && [`${shape}`, `${single}`].includes(`${given}`)) {
      const isWeighted = classWeights === 'balanced' && classBalanceOf(wanted) !== null;
      return isWeighted ? { ...wanted, classWeights: new Array<number>(wanted.size).fill(1) } : wanted;
    }
    return given.length === 1 ? ONE_CLASS : { ...ONE_CLASS, kind: ANY_SHAPE };
  };
  return { ...plain, target: targetFor(plain.main), targetOf: targetFor };
}

/** Compares with nothing. */
const ANY_SHAPE: TargetKind = {
  ...inputItself,
  countSize: () => 1,
  lose: ({ graph, outputs }) => meanPerExample(graph, square(graph, outputs)),
  score: ({ graph, outputs }) => meanPerExample(graph, square(graph, outputs)),
  count: ({ graph, outputs }) => sum(graph, meanPerExample(graph, square(graph, outputs)), [0]),
};
