import type { OnnxBuilder, OnnxForm } from '../form';
import { existing } from '../one-operator';

/** Products of matrices: ONNX has attention as one operator only from opset 23 on. */
export const multiHeadAttention: OnnxForm<{ readonly heads: number; readonly useBias: boolean }> = {
  type: 'multiHeadAttention',
  write(builder, { heads, useBias }, [asking, answering = asking]) {
    const { name, shape } = existing(asking);
    const size = (shape[1] ?? 1) / heads;
    const project = (x: string, part: string) => projected(builder, x, part, useBias);
    const inHeads = (x: string, perm: readonly number[]) => {
      const parted = builder.node('Reshape', [x, builder.integers([0, 0, heads, size])]);
      return builder.node('Transpose', [parted], { perm });
    };
    const others = existing(answering).name;
    const query = inHeads(project(name, 'query'), [0, 2, 1, 3]);
    const key = inHeads(project(others, 'key'), [0, 2, 3, 1]);
    const value = inHeads(project(others, 'value'), [0, 2, 1, 3]);
    const scale = builder.floats([1 / Math.sqrt(size)], []);
    const scores = builder.node('MatMul', [builder.node('Mul', [query, scale]), key]);
    const shares = builder.node('Softmax', [scores], { axis: -1 });
    const gathered = builder.node('Transpose', [builder.node('MatMul', [shares, value])], {
      perm: [0, 2, 1, 3],
    });
    const joined = builder.node('Reshape', [gathered, builder.integers([0, 0, heads * size])]);
    return project(joined, 'output');
  },
};

function projected(builder: OnnxBuilder, x: string, part: string, useBias: boolean): string {
  const product = builder.node('MatMul', [x, builder.weight(`${part}Kernel`)]);
  return useBias ? builder.node('Add', [product, builder.weight(`${part}Bias`)]) : product;
}
