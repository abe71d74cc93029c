import { attr } from './attributes';
import { integers, scalar } from './constant';
import { floorDivide, multiply, subtract } from './elementwise';
import type { OpGraph, Value } from './op-graph';
import { reshape, shapeOf } from './shape';
import { concat, stridedSlice } from './slicing';
import { identity } from './variables';

/** How many examples there are: an int32 number. The first axis of x is the batch. */
export function batchSize(graph: OpGraph, x: Value): Value {
  return reshape(graph, stridedSlice(graph, shapeOf(graph, x), [0], [1], [1]), []);
}

/**
 * Does part by part, one after the other, what is too large for memory at once: `build` with every value's share of examples. The shares
 * differ by one example at most and may be empty, so that any batch size will do.
 *
 * @param values `[batch, ...]`, by name
 * @returns what `build` gave, part by part
 */
export function inParts<Name extends string, Built extends readonly Value[]>(
  graph: OpGraph,
  values: Readonly<Record<Name, Value>>,
  parts: number,
  build: (shares: Readonly<Record<Name, Value>>) => Built,
): readonly Built[] {
  const [first] = Object.values<Value>(values);
  if (first === undefined || parts === 1) return [build(values)];
  const total = batchSize(graph, first);
  const startOf = (part: number) =>
    floorDivide(graph, multiply(graph, total, scalar(graph, part, 'int32')), scalar(graph, parts, 'int32'));
  const built: Built[] = [];
  for (let part = 0; part < parts; part += 1) {
    const before = (built[part - 1] ?? []).map(({ op }) => op);
    const [start, end] = [startOf(part), startOf(part + 1)];
    const count = subtract(graph, end, start);
    graph.openAxis(1 / parts, () => {
      const shareOf = (value: Value) => share(graph, identity(graph, value, before), start, count);
      built.push(build(mapValues(values, shareOf)));
    });
  }
  return built;
}

/** This many examples from the `start`-th on: the same memory under another name, where its beginning is aligned. */
function share(graph: OpGraph, x: Value, start: Value, count: Value): Value {
  const zeros = x.shape.slice(1).map(() => 0);
  const begin = vector(graph, start, zeros);
  const sizes = vector(
    graph,
    count,
    zeros.map(() => -1),
  );
  const attributes = { T: attr.type(x.dtype), Index: attr.type('int32') };
  return graph.value('Slice', [x, begin, sizes], attributes, x.dtype, x.shape);
}

function vector(graph: OpGraph, first: Value, rest: readonly number[]): Value {
  return concat(graph, [reshape(graph, first, [1]), integers(graph, rest)], 0);
}

function mapValues<Name extends string>(
  values: Readonly<Record<Name, Value>>,
  map: (value: Value) => Value,
): Record<Name, Value> {
  const mapped: Record<Name, Value> = { ...values };
  for (const name in values) mapped[name] = map(values[name]);
  return mapped;
}
