import { attr } from './attributes';
import { scalar } from './constant';
import { type GradientRules, noGradient } from './gradient-rule';
import { inputOf, type OpGraph, staticSize, type Value } from './op-graph';
import { constantNumbers, reshape, shapeOf, zerosLike } from './shape';
import { concat, pad, slice } from './slicing';

export const slicingGradients: GradientRules = {
  Pad: ({ graph, op, gradient }) => [withoutPadding(graph, inputOf(op, 0), inputOf(op, 1), gradient), null],
  PadV2: ({ graph, op, gradient }) => [
    withoutPadding(graph, inputOf(op, 0), inputOf(op, 1), gradient),
    null,
    null,
  ],
  // Each value collects the gradients of its mirror images.
  MirrorPad: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    return [graph.value('MirrorPadGrad', [gradient, inputOf(op, 1)], op.attributes, x.dtype, x.shape), null];
  },
  // What was cut away had no influence: zeros.
  Slice: ({ graph, op, gradient }) => {
    const begin = constantNumbers(inputOf(op, 1));
    const paddings = inputOf(op, 0).shape.map((size, axis): readonly [number, number] => {
      const before = begin[axis] ?? 0;
      const part = gradient.shape[axis] ?? null;
      return [before, size === null || part === null ? 0 : size - before - part];
    });
    return [pad(graph, gradient, paddings), null, null];
  },
  StridedSlice: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    const inputs = [shapeOf(graph, x), inputOf(op, 1), inputOf(op, 2), inputOf(op, 3), gradient];
    return [graph.value('StridedSliceGrad', inputs, op.attributes, x.dtype, x.shape), null, null, null];
  },
  ConcatV2: ({ graph, op, gradient }) => {
    const values = op.inputs.slice(0, -1);
    const [axis = 0] = constantNumbers(inputOf(op, values.length));
    const starts = values.map((_, at) => sumOf(values.slice(0, at).map((value) => staticSize(value, axis))));
    // Not by SplitV: oneDNN joins the gradients of a kernel and of a bias where both come from one op, and overlooks that of several outputs they
    // take different ones (seen in TensorFlow 2.21).
    const partOf = (value: Value, at: number) => {
      const begin = gradient.shape.map((_, along) => (along === axis ? (starts[at] ?? 0) : 0));
      const sizes = gradient.shape.map((_, along) => (along === axis ? staticSize(value, axis) : null));
      return slice(graph, gradient, begin, sizes);
    };
    return [...values.map(partOf), null];
  },
  SplitV: ({ graph, op, gradients }) => {
    const [axis = 0] = constantNumbers(inputOf(op, 2));
    const parts = op.outputs.map((output, index) => gradients[index] ?? zerosLike(graph, output));
    return [concat(graph, parts, axis), null, null];
  },
  Pack: ({ graph, op, gradient }) =>
    op.inputs.map((value, index) => {
      const begin = gradient.shape.map((_, axis) => (axis === 0 ? index : 0));
      const sizes = gradient.shape.map((_, axis) => (axis === 0 ? 1 : null));
      return reshape(graph, slice(graph, gradient, begin, sizes), value.shape);
    }),
  // A row that was taken several times collects the gradients of all its uses.
  GatherV2: ({ graph, op, gradient }) => {
    const x = inputOf(op, 0);
    const indices = inputOf(op, 1);
    const attributes = {
      T: attr.type(gradient.dtype),
      Tindices: attr.type(indices.dtype),
      Tnumsegments: attr.type('int32'),
    };
    const inputs = [gradient, indices, scalar(graph, staticSize(x, 0), 'int32')];
    return [graph.value('UnsortedSegmentSum', inputs, attributes, x.dtype, x.shape), null, null];
  },
  OneHot: noGradient,
};

const sumOf = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);

function withoutPadding(graph: OpGraph, x: Value, paddings: Value, gradient: Value): Value {
  const widths = constantNumbers(paddings);
  const begin = x.shape.map((_, axis) => widths[2 * axis] ?? 0);
  return slice(graph, gradient, begin, x.shape);
}
