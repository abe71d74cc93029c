import { CHANNEL_RMS } from '../rules/normalization';
import type { OnnxSourceAttribute, OnnxSourceNode } from '../source-model';
import { type GraphView, type Idiom, replacement } from './idiom';

/** An `InstanceNormalization` of groups of channels, then a factor and a term for each channel, as it is before version 18. */
export const groupNormalization: Idiom = {
  find(node, graph) {
    if (node.operator !== 'Add') return null;
    for (const [name = '', beta = ''] of bothWays(node)) {
      const product = graph.only(name, 'Mul');
      for (const [inner = '', gamma = ''] of product ? bothWays(product) : []) {
        const restored = graph.only(inner, 'Reshape');
        const normalized = restored && graph.only(restored.inputs[0], 'InstanceNormalization');
        const grouped = normalized && graph.only(normalized.inputs[0], 'Reshape');
        const [, groups, ...rest] = (grouped && graph.sizes(grouped)) ?? [];
        if (!product || !normalized || !grouped || groups === undefined || rest.join() !== '-1') continue;
        if (!isEach(normalized.inputs[1], 1, graph) || !isEach(normalized.inputs[2], 0, graph)) continue;
        const attributes = new Map<string, OnnxSourceAttribute>([
          ...normalized.attributes,
          ['num_groups', { kind: 'int', value: groups }],
        ]);
        const [x = ''] = grouped.inputs;
        return {
          replacement: replacement(node, 'GroupNormalization', [x, gamma, beta], attributes),
          others: [product, restored, normalized, grouped],
        };
      }
    }
    return null;
  },
};

function bothWays({ inputs }: OnnxSourceNode): readonly (readonly (string | undefined)[])[] {
  const [a, b] = inputs;
  return [
    [a, b],
    [b, a],
  ];
}

function isEach(name: string | undefined, value: number, graph: GraphView): boolean {
  return (
    graph
      .tensor(name)
      ?.values()
      .every((one) => one === value) === true
  );
}

/** `x / √(mean of x² + ε)` with a factor for each channel, as it is before version 23. */
export const rmsNormalization: Idiom = {
  find(node, graph) {
    if (node.operator !== 'Mul') return null;
    for (const [name = '', gamma = ''] of bothWays(node)) {
      const found = graph.tensor(gamma) === undefined ? null : dividedByRms(name, graph);
      if (found === null) continue;
      const attributes = new Map<string, OnnxSourceAttribute>([
        ['axis', { kind: 'int', value: found.axis }],
        ['epsilon', { kind: 'float', value: found.epsilon }],
      ]);
      return {
        replacement: replacement(node, CHANNEL_RMS, [found.x, gamma], attributes),
        others: found.nodes,
      };
    }
    return null;
  },
};

/** `x / √(…)`, or `x` times the reciprocal of it. */
function dividedByRms(name: string, graph: GraphView) {
  const division = graph.only(name, 'Div');
  if (division) return rmsOf(division.inputs[0] ?? '', division.inputs[1], [division], graph);
  const product = graph.only(name, 'Mul');
  for (const [x = '', inverse] of product ? bothWays(product) : []) {
    const reciprocal = graph.only(inverse, 'Reciprocal') ?? graph.only(inverse, 'Div');
    const isInverse = reciprocal?.operator === 'Reciprocal' || graph.number(reciprocal?.inputs[0]) === 1;
    if (!product || !reciprocal || !isInverse) continue;
    return rmsOf(x, reciprocal.inputs.at(-1), [product, reciprocal], graph);
  }
  return null;
}

function rmsOf(x: string, name: string | undefined, before: readonly OnnxSourceNode[], graph: GraphView) {
  const root = graph.only(name, 'Sqrt');
  const sum = root && graph.only(root.inputs[0], 'Add');
  for (const [inner, constant] of sum ? bothWays(sum) : []) {
    const mean = graph.only(inner, 'ReduceMean');
    const epsilon = graph.number(constant);
    const square = mean && (graph.only(mean.inputs[0], 'Mul') ?? graph.only(mean.inputs[0], 'Pow'));
    if (!sum || !root || !mean || !square || epsilon === null || !isSquare(square, x, graph)) continue;
    const given = mean.attributes.get('axes');
    const axes = given?.kind === 'ints' ? given.values : graph.numbers(mean.inputs[1]);
    const [axis, ...more] = axes ?? [];
    if (axis === undefined || more.length > 0) return null;
    return { x, axis, epsilon, nodes: [...before, root, sum, mean, square] };
  }
  return null;
}

function isSquare({ operator, inputs }: OnnxSourceNode, x: string, graph: GraphView): boolean {
  if (inputs[0] !== x) return false;
  return operator === 'Mul' ? inputs[1] === x : graph.number(inputs[1]) === 2;
}
