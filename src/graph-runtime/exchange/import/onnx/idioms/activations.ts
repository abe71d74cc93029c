import type { OnnxSourceNode } from '../source-model';
import { type GraphView, type Idiom, isNear, type Match, replacement } from './idiom';

/** `x · sigmoid(x)`, `x · tanh(softplus(x))`, `x · hardSigmoid(x)`. */
export const gatedActivations: Idiom = {
  find(node, graph) {
    if (node.operator !== 'Mul') return null;
    for (const [at, gateAt] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const [x = '', gate] = [node.inputs[at], node.inputs[gateAt]];
      const sigmoid = graph.only(gate, 'Sigmoid');
      if (sigmoid?.inputs[0] === x)
        return { replacement: replacement(node, 'Swish', [x]), others: [sigmoid] };
      const hard = graph.only(gate, 'HardSigmoid');
      if (hard?.inputs[0] === x && isSixth(hard)) {
        return { replacement: replacement(node, 'HardSwish', [x]), others: [hard] };
      }
      const tanh = graph.only(gate, 'Tanh');
      const softplus = tanh && graph.only(tanh.inputs[0], 'Softplus');
      if (tanh && softplus?.inputs[0] === x) {
        return { replacement: replacement(node, 'Mish', [x]), others: [tanh, softplus] };
      }
    }
    return null;
  },
};

function isSixth({ attributes }: OnnxSourceNode): boolean {
  const [alpha, beta] = [attributes.get('alpha'), attributes.get('beta')];
  const isHalf = beta === undefined || (beta.kind === 'float' && beta.value === 0.5);
  return isHalf && alpha?.kind === 'float' && isNear(alpha.value, 1 / 6);
}

/** `x · clip(x + 3, 0, 6) / 6`, with the division anywhere. */
export const hardSwishOfClip: Idiom = {
  find(node, graph) {
    if (node.operator === 'Div' && isNear(graph.number(node.inputs[1]), 6)) {
      const product = graph.only(node.inputs[0], 'Mul');
      const found = product && clipOfSum(product, graph, (gate) => gate);
      return (
        found && { replacement: replacement(node, 'HardSwish', [found.x]), others: [product, ...found.nodes] }
      );
    }
    if (node.operator !== 'Mul') return null;
    const found = clipOfSum(node, graph, (gate) => {
      const division = graph.only(gate, 'Div');
      return division && isNear(graph.number(division.inputs[1]), 6) ? (division.inputs[0] ?? null) : null;
    });
    return found && { replacement: replacement(node, 'HardSwish', [found.x]), others: found.nodes };
  },
};

/** The nodes of `x · inner(clip(x + 3, 0, 6))`. */
function clipOfSum(
  product: OnnxSourceNode,
  graph: GraphView,
  inner: (gate: string) => string | null,
): { readonly x: string; readonly nodes: readonly OnnxSourceNode[] } | null {
  for (const x of product.inputs) {
    const gate = graph.other(product, x);
    const value = gate === null ? null : inner(gate);
    const clip = value === null ? null : graph.only(value, 'Clip');
    const sum = clip && graph.only(clip.inputs[0], 'Add');
    if (!clip || !sum || graph.beside(sum, 3) !== x || !isUpToSix(clip, graph)) continue;
    const division = gate !== value && gate !== null ? graph.only(gate, 'Div') : null;
    return { x, nodes: [...(division ? [division] : []), clip, sum] };
  }
  return null;
}

function isUpToSix({ inputs, attributes }: OnnxSourceNode, graph: GraphView): boolean {
  const limit = (name: string, at: number) => {
    const attribute = attributes.get(name);
    return attribute?.kind === 'float' ? attribute.value : graph.number(inputs[at]);
  };
  return limit('min', 1) === 0 && isNear(limit('max', 2), 6);
}

/** `x · (1 + erf(x / √2)) / 2`, in the orders that exporters write it. */
export const geluOfErf: Idiom = {
  find(node, graph) {
    if (node.operator !== 'Mul') return null;
    const half = graph.beside(node, 0.5);
    const product = half === null ? null : graph.only(half, 'Mul');
    if (product) return ofProduct(node, product, graph, [product]);
    for (const name of node.inputs) {
      const halved = graph.only(name, 'Mul');
      const x = halved && graph.beside(halved, 0.5);
      const rest = halved && graph.other(node, name);
      if (!halved || !x || !rest) continue;
      const found = oneAndErf(rest, x, graph);
      if (found) return { replacement: replacement(node, 'Gelu', [x]), others: [halved, ...found] };
    }
    return null;
  },
};

function ofProduct(
  last: OnnxSourceNode,
  product: OnnxSourceNode,
  graph: GraphView,
  nodes: readonly OnnxSourceNode[],
): Match | null {
  for (const x of product.inputs) {
    const rest = graph.other(product, x);
    const found = rest === null ? null : oneAndErf(rest, x, graph);
    if (found) return { replacement: replacement(last, 'Gelu', [x]), others: [...nodes, ...found] };
  }
  return null;
}

/** The nodes of `1 + erf(x / √2)`. */
function oneAndErf(name: string, x: string, graph: GraphView): readonly OnnxSourceNode[] | null {
  const sum = graph.only(name, 'Add');
  const error = sum && graph.beside(sum, 1);
  const erf = error ? graph.only(error, 'Erf') : null;
  const argument = erf?.inputs[0];
  const division = graph.only(argument, 'Div');
  const product = graph.only(argument, 'Mul');
  if (!sum || !erf) return null;
  if (division?.inputs[0] === x && isNear(graph.number(division.inputs[1]), Math.SQRT2)) {
    return [sum, erf, division];
  }
  return product && graph.beside(product, Math.SQRT1_2) === x ? [sum, erf, product] : null;
}
