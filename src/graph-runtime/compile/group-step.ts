import { sumOverProcesses } from '../ops/collectives';
import { fill } from '../ops/constant';
import { multiply } from '../ops/elementwise';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { reshape } from '../ops/shape';
import { concat, pad, split } from '../ops/slicing';
import { assignVariable, identity, placeholder, readVariable, variable } from '../ops/variables';
import type { WeightUpdate } from './lowering-context';
import type { ProgramSignatures } from './program-signatures';
import type { WeightGradient } from './update-weights';

/** Numbers that processes exchange in a call of `exchange`. */
export const EXCHANGED_NUMBERS = 65_536;

/** Numbers of each process that travel with a step: the loss of its part, what was counted there, and what it asks the others for. */
export function stepNumbers(counted: Value): number {
  return 1 + elementsOf(counted) + 1;
}

function elementsOf({ shape }: Value): number {
  return shape.reduce<number>((all, size) => all * (size ?? 0), 1);
}

interface LocalStep {
  /** What `accumulate` has summed up in this process. */
  readonly gradients: readonly WeightGradient[];
  readonly statistics: readonly WeightUpdate[];
  /** What the kind of target counts. */
  readonly counted: Value;
}

/**
 * The part of a step that all processes take together. Gradients, running statistics (times the process's share of the batch, so that they
 * become the mean; those that are equal everywhere count once, from the first process) and what is known of the step travel as one vector: a sum for each weight would take several times as long.
 *
 * `accumulate` changes nothing that is saved: a step that one process cannot finish has not begun in any.
 */
export interface GroupStep {
  /** Summed over all processes. */
  readonly gradients: readonly WeightGradient[];
  /** In `accumulate`: keeps running statistics of this process's part until they are summed. */
  keep(statistics: readonly WeightUpdate[], guard: OpNode): readonly OpNode[];
  /** In `apply`: the statistics' new values. */
  readonly changed: readonly OpNode[];
  readonly clear: readonly OpNode[];
  /** `applied-share`: what this process's statistics count, its share of the batch; `report`: `stepNumbers` of every process, those of the others 0. */
  readonly inputs: { readonly 'applied-share': Value; readonly report: Value };
  /** Everyone's numbers. */
  readonly outputs: { readonly report: Value };
}

export function groupStep(graph: OpGraph, step: LocalStep, processes: number): GroupStep {
  const share = graph.scoped('feeds/applied-share', () => placeholder(graph, 'float32', []));
  const size = processes * stepNumbers(step.counted);
  const report = graph.scoped('feeds/report', () => placeholder(graph, 'float32', [size]));
  const pending = step.statistics.map(({ weight }) => {
    const { shape } = weight.description;
    return graph.scoped(`group/${weight.name}`, () => {
      const kept = variable(graph, `${weight.name}/of-part`, shape);
      return { weight, kept };
    });
  });
  const sent = [
    ...step.gradients.map(({ gradient }) => gradient),
    ...pending.map(({ kept }) =>
      graph.scoped('group', () => multiply(graph, readVariable(graph, kept), share)),
    ),
    report,
  ];
  const received = graph.scoped('group', () => sumTogether(graph, sent, processes));
  const at = (place: number) => received[place] ?? report;
  const first = step.gradients.length;
  return {
    gradients: step.gradients.map((entry, place) => ({ ...entry, gradient: at(place) })),
    keep: (statistics, guard) =>
      statistics.flatMap(({ weight, value }) =>
        pending
          .filter((one) => one.weight === weight)
          .map(({ kept }) => assignVariable(graph, kept, value, [guard])),
      ),
    changed: pending.map(({ weight }, place) =>
      graph.scoped(`update/${weight.name}`, () => assignVariable(graph, weight.variable, at(first + place))),
    ),
    clear: pending.map(({ kept }) => assignVariable(graph, kept, fill(graph, 0, kept.shape))),
    inputs: { 'applied-share': share, report },
    outputs: { report: graph.scoped('group/results', () => identity(graph, at(sent.length - 1))) },
  };
}

/** Sums any numbers over all processes: how they agree on what is no step. */
export function buildExchange(
  graph: OpGraph,
  processes: number | undefined,
): Pick<ProgramSignatures, 'exchange'> {
  if (processes === undefined) return {};
  return graph.scoped('exchange', () => {
    const size = Math.ceil(EXCHANGED_NUMBERS / processes) * processes;
    const values = placeholder(graph, 'float32', [size]);
    const summed = identity(graph, sumOverProcesses(graph, values, processes, EXCHANGE));
    return { exchange: { inputs: { values }, outputs: { values: summed } } };
  });
}

/** Tell the sums of a graph apart. */
const STEP = 1;
const EXCHANGE = 2;

function sumTogether(graph: OpGraph, values: readonly Value[], processes: number): readonly Value[] {
  const sizes = values.map(elementsOf);
  const flat = values.map((value, place) => reshape(graph, value, [sizes[place] ?? 0]));
  const joined = concat(graph, flat, 0);
  const length = sizes.reduce((all, size) => all + size, 0);
  const missing = (processes - (length % processes)) % processes;
  const whole = missing === 0 ? joined : pad(graph, joined, [[0, missing]]);
  const summed = sumOverProcesses(graph, whole, processes, STEP);
  const parts = split(graph, summed, missing === 0 ? sizes : [...sizes, missing], 0);
  return values.map((value, place) => reshape(graph, parts[place] ?? value, value.shape));
}
