import { attr, attributeOf } from '../attributes';
import type { GradientRules } from '../gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from '../op-graph';
import { cast } from './shape';

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
  const attributes = { T: attr.type(x.dtype), data_format: attr.string('NHWC') };
  return graph.value('BiasAdd', [x, bias], attributes, x.dtype, x.shape);
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
    const attributes = { T: attr.type(gradient.dtype), data_format: attr.string('NHWC') };
    const size = staticSize(inputOf(op, 1), 0);
    return [
      gradient,
      needs(1) ? graph.value('BiasAddGrad', [gradient], attributes, gradient.dtype, [size]) : null,
    ];
  },
};
