import { attr, attributeOf } from './attributes';
import type { GradientRules } from './gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { cast, inNarrowType } from './shape';

export interface MatMulOptions {
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
}

/** Matrix product `[rows, inner] x [inner, columns]`, with either factor transposed on the way if asked. */
export function matMul(graph: OpGraph, a: Value, b: Value, options: MatMulOptions = {}): Value {
  const [left, right] = [cast(graph, a, graph.productType), cast(graph, b, graph.productType)];
  return cast(graph, product(graph, left, right, options), a.dtype);
}

/** As `matMul`, in the factors' own type. */
export function product(graph: OpGraph, a: Value, b: Value, options: MatMulOptions): Value {
  const { transposeA = false, transposeB = false } = options;
  const rows = a.shape[transposeA ? 1 : 0] ?? null;
  const columns = b.shape[transposeB ? 0 : 1] ?? null;
  const attributes = {
    T: attr.type(a.dtype),
    transpose_a: attr.bool(transposeA),
    transpose_b: attr.bool(transposeB),
  };
  return graph.value('MatMul', [a, b], attributes, a.dtype, [rows, columns]);
}

/** Adds a vector to the last axis. */
export function biasAdd(graph: OpGraph, x: Value, bias: Value): Value {
  return inNarrowType(graph, x, (narrow) => {
    const attributes = { T: attr.type(narrow.dtype), data_format: attr.string('NHWC') };
    const inputs = [narrow, cast(graph, bias, narrow.dtype)];
    return graph.value('BiasAdd', inputs, attributes, narrow.dtype, x.shape);
  });
}

export const matMulGradients: GradientRules = {
  // C = A B: dA = dC B', dB = A' dC; the other three are the same with factors transposed.
  MatMul: ({ graph, op, gradient, needs }) => {
    const a = inputOf(op, 0);
    const b = inputOf(op, 1);
    const transposeA = attributeOf(op, 'transpose_a', 'bool');
    const transposeB = attributeOf(op, 'transpose_b', 'bool');
    const gradientA = () =>
      transposeA
        ? product(graph, b, gradient, { transposeA: transposeB, transposeB: true })
        : product(graph, gradient, b, { transposeB: !transposeB });
    const gradientB = () =>
      transposeB
        ? product(graph, gradient, a, { transposeA: true, transposeB: transposeA })
        : product(graph, a, gradient, { transposeA: !transposeA });
    return [needs(0) ? gradientA() : null, needs(1) ? gradientB() : null];
  },
  BiasAdd: ({ graph, op, gradient, needs }) => {
    if (!needs(1)) return [gradient, null];
    // A sum over all positions of all examples: not in eight bits.
    const wide = cast(graph, gradient, 'float32');
    const attributes = { T: attr.type(wide.dtype), data_format: attr.string('NHWC') };
    const size = staticSize(inputOf(op, 1), 0);
    const total = graph.value('BiasAddGrad', [wide], attributes, wide.dtype, [size]);
    return [gradient, cast(graph, total, inputOf(op, 1).dtype)];
  },
};
