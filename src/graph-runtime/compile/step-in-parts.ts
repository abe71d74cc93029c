import { fill, scalar } from '../ops/constant';
import { multiply } from '../ops/elementwise';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import {
  accumulate,
  assignVariable,
  identity,
  placeholder,
  readVariable,
  type Variable,
  variable,
} from '../ops/variables';
import { updateAverages } from './average-weights';
import { type GroupStep, groupStep } from './group-step';
import { optimizerScalars } from './optimizer-scalars';
import type { StepSignatures } from './program-signatures';
import { buildSynchronizedPart } from './synchronized-part';
import type { StepParts, TakenPart, TrainStepOptions } from './train-step-options';
import { updateStatistics, updateWeights, type WeightGradient } from './update-weights';

/** The calls of a step, and the ops that set what it adds up to zero. */
export interface StepCalls {
  readonly signatures: StepSignatures;
  readonly clear: readonly OpNode[];
}

/** The calls of a step that comes in parts, see `TrainStep.signatures`. */
export function stepInParts(graph: OpGraph, step: StepParts, options: TrainStepOptions): StepCalls {
  const { optimizer, slots, processes } = options;
  const share = graph.scoped('feeds/share', () => placeholder(graph, 'float32', []));
  const sums = new Map(
    step.gradients.map(({ weight }) => [
      weight.name,
      graph.scoped(`variables/${weight.name}`, () =>
        variable(graph, `${weight.name}/gradient-sum`, weight.description.shape),
      ),
    ]),
  );
  const own: TakenPart = {
    ...step,
    gradients: step.gradients.map((entry) => ({
      ...entry,
      gradient: graph.scoped(`accumulate/${entry.weight.name}`, () => multiply(graph, entry.gradient, share)),
    })),
  };
  const zeros = [...sums.values()].map((sum) => ({ sum, zero: fill(graph, 0, sum.shape) }));
  const scalars = optimizerScalars(graph, options);
  // What is read here is read in another call than the gradients were computed in: all parts are in.
  const local = step.gradients.flatMap(({ weight }): WeightGradient[] => {
    const sum = sums.get(weight.name);
    if (sum === undefined) return [];
    return graph.scoped(`apply/${weight.name}`, () => [
      { weight, value: readVariable(graph, weight.variable), gradient: readVariable(graph, sum) },
    ]);
  });
  const together = { gradients: local, statistics: step.statistics, counted: step.sums };
  const group = processes === undefined ? null : groupStep(graph, together, processes);
  const start = graph.scoped('apply', () => graph.add('NoOp', [], {}, []));
  const updating = { optimizer, slots, scalars, guard: start };
  const changed = [...updateWeights(graph, group?.gradients ?? local, updating), ...(group?.changed ?? [])];
  const updates = [...changed, ...updateAverages(graph, options.weights, options.averages, changed)];
  const cleared = zeros.map(({ sum, zero }) => assignVariable(graph, sum, zero, updates));
  const inputs = { ...step.batchInputs, share };
  const call = (part: TakenPart) => ({ inputs, outputs: accumulatePart(graph, part, sums, group) });
  return {
    signatures: {
      ...(options.isSynchronized === true && processes !== undefined
        ? {
            accumulate: call(buildSynchronizedPart(graph, share, { ...options, processes })),
            'accumulate-alone': call(own),
          }
        : { accumulate: call(own) }),
      ...applyCall(graph, [...updates, ...cleared], scalars, group),
    },
    clear: [...zeros.map(({ sum, zero }) => assignVariable(graph, sum, zero)), ...(group?.clear ?? [])],
  };
}

/** Adds a part's gradients up, and keeps its running statistics. */
function accumulatePart(
  graph: OpGraph,
  { gradients, loss, sums: counted, guard, statistics }: TakenPart,
  sums: ReadonlyMap<string, Variable>,
  group: GroupStep | null,
): NonNullable<StepSignatures['accumulate']>['outputs'] {
  const added = gradients.flatMap(({ weight, gradient }) => {
    const sum = sums.get(weight.name);
    if (sum === undefined) return [];
    return graph.scoped(`accumulate/${weight.name}`, () => [accumulate(graph, sum, gradient, [guard])]);
  });
  const kept = group?.keep(statistics, guard) ?? updateStatistics(graph, statistics, guard);
  return graph.scoped('accumulate/results', () => ({
    loss: identity(graph, loss, [guard, ...added, ...kept]),
    sums: identity(graph, counted, added),
  }));
}

function applyCall(
  graph: OpGraph,
  updates: readonly OpNode[],
  scalars: Readonly<Record<string, Value>>,
  group: GroupStep | null,
): Pick<StepSignatures, 'apply' | 'apply-together'> {
  const finished = graph.scoped('apply/results', () => identity(graph, scalar(graph, 1, 'int32'), updates));
  if (group === null) return { apply: { inputs: scalars, outputs: { done: finished } } };
  const { inputs, outputs } = group;
  return {
    'apply-together': { inputs: { ...scalars, ...inputs }, outputs: { done: finished, ...outputs } },
  };
}
