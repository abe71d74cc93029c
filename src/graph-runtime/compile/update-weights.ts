import { appendTo } from '../collections/group-by';
import { scalar } from '../ops/constant';
import { add, addAll, divide, greater, multiply, select, squareRoot } from '../ops/elementwise';
import type { OpGraph, OpNode, Value } from '../ops/op-graph';
import { halfSumOfSquares } from '../ops/reductions';
import { assignVariable, type Variable, variable } from '../ops/variables';
import type { Optimizer } from '../settings/optimizers/registry';
import type { WeightUpdate } from './lowering-context';
import { scalarName } from './optimizer-scalars';
import type { ProgramWeight } from './weights';

/** A trainable weight, its value at the beginning of the step, and the loss's gradient with regard to it. */
export interface WeightGradient {
  readonly weight: ProgramWeight;
  readonly value: Value;
  readonly gradient: Value;
}

/** What an optimizer remembers for one weight. */
export interface ProgramSlot {
  /** `WEIGHT/slot/NAME` */
  readonly name: string;
  readonly weight: string;
  readonly slot: string;
  readonly initialValue: number;
  readonly variable: Variable;
}

/** Declares the optimizer's slots for the trainable weights. */
export function declareSlots(
  graph: OpGraph,
  optimizer: Optimizer,
  weights: readonly ProgramWeight[],
): readonly ProgramSlot[] {
  return weights
    .filter(({ description }) => description.isTrainable)
    .flatMap((weight) =>
      optimizer.slots.map(({ name: slot, initialValue }) => {
        const name = `${weight.name}/slot/${slot}`;
        const declared = graph.scoped(`variables/${name}`, () =>
          variable(graph, name, weight.description.shape),
        );
        return { name, weight: weight.name, slot, initialValue, variable: declared };
      }),
    );
}

export interface UpdateOptions {
  readonly optimizer: Optimizer;
  readonly slots: readonly ProgramSlot[];
  /** Placeholders of the numbers the optimizer wants again in each step (`optimizerScalars`). */
  readonly scalars: Readonly<Record<string, Value>>;
  /** Must have run before anything is changed: the check that the loss is finite. */
  readonly guard: OpNode;
}

/** Appends the optimizer's step for every weight; returns the ops that must have run when the step is done. */
export function updateWeights(
  graph: OpGraph,
  gradients: readonly WeightGradient[],
  options: UpdateOptions,
): readonly OpNode[] {
  const { optimizer, guard } = options;
  const readers = readersOf(graph, new Set(gradients.map(({ value }) => value)));
  const optimizerOf = ({ description: { shape } }: ProgramWeight) =>
    shape.length < 2 ? (optimizer.forVectors ?? optimizer) : optimizer;
  const prepared = clipByGlobalNorm(graph, gradients, optimizer.settings.clipNorm).map((entry) => {
    const { decouplesWeightDecay, settings } = optimizerOf(entry.weight);
    return decouplesWeightDecay ? entry : decayed(graph, entry, settings.weightDecay);
  });
  return prepared.flatMap(({ weight, value, gradient }) =>
    graph.scoped(`update/${weight.name}`, () =>
      optimizerOf(weight).update({
        graph,
        weight: weight.variable,
        value,
        gradient,
        slot: (name) => slotOf(options.slots, weight, name),
        scalar: (name) => scalarOf(options.scalars, scalarName(name, weight.description.rateFactor)),
        after: [guard, ...(readers.get(value) ?? [])],
      }),
    ),
  );
}

/** Stores the running statistics' new values. */
export function updateStatistics(
  graph: OpGraph,
  updates: readonly WeightUpdate[],
  guard: OpNode,
): readonly OpNode[] {
  return updates.map(({ weight, value }) =>
    graph.scoped(`update/${weight.name}`, () => assignVariable(graph, weight.variable, value, [guard])),
  );
}

/**
 * Scales all gradients by one factor so that the L2 norm of all of them together is at most `clipNorm`
 * (Pascanu, Mikolov and Bengio 2013).
 */
function clipByGlobalNorm(
  graph: OpGraph,
  gradients: readonly WeightGradient[],
  clipNorm: number | null,
): readonly WeightGradient[] {
  if (clipNorm === null || gradients.length === 0) return gradients;
  const factor = graph.scoped('update/clip', () => {
    const halves = addAll(
      graph,
      gradients.map(({ gradient }) => halfSumOfSquares(graph, gradient)),
    );
    const norm = squareRoot(graph, multiply(graph, halves, scalar(graph, 2)));
    const limit = scalar(graph, clipNorm);
    // A norm that is no number is not above the limit: then only the gradients that are none break their weights, and can be found.
    return select(graph, greater(graph, norm, limit), divide(graph, limit, norm), scalar(graph, 1));
  });
  return gradients.map((entry) =>
    graph.scoped(`update/${entry.weight.name}`, () => ({
      ...entry,
      gradient: multiply(graph, entry.gradient, factor),
    })),
  );
}

/** gradient + weightDecay * weight: the gradient of weightDecay / 2 * |weight|^2 added to the loss's. */
function decayed(graph: OpGraph, entry: WeightGradient, weightDecay: number): WeightGradient {
  if (weightDecay === 0) return entry;
  return graph.scoped(`update/${entry.weight.name}`, () => ({
    ...entry,
    gradient: add(graph, entry.gradient, multiply(graph, entry.value, scalar(graph, weightDecay))),
  }));
}

/** The ops that read each of the values, also those that read what an `Identity` hands on (to another device). */
function readersOf(graph: OpGraph, values: ReadonlySet<Value>): ReadonlyMap<Value, readonly OpNode[]> {
  const sources = new Map([...values].map((value) => [value, value]));
  const readers = new Map<Value, OpNode[]>();
  for (const op of graph.ops) {
    for (const input of op.inputs) {
      const source = sources.get(input);
      if (source === undefined) continue;
      appendTo(readers, source, op);
      if (op.op === 'Identity') for (const output of op.outputs) sources.set(output, source);
    }
  }
  return readers;
}

function slotOf(slots: readonly ProgramSlot[], weight: ProgramWeight, slot: string): Variable {
  const found = slots.find((entry) => entry.weight === weight.name && entry.slot === slot);
  if (found === undefined) throw new Error(`${weight.name} has no slot ${slot}`);
  return found.variable;
}

function scalarOf(scalars: Readonly<Record<string, Value>>, name: string): Value {
  const value = scalars[name];
  if (value === undefined) throw new Error(`the optimizer feeds no number ${name}`);
  return value;
}
