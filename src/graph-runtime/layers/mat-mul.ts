import { batchMatMul } from '../ops/batch-matmul';
import { scalar } from '../ops/constant';
import { multiply } from '../ops/elementwise';
import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import { explainMultiplyAccumulates } from './formula';
import type { LayerDefinition } from './layer';
import { asPositions, positionsExpected, positionsOf } from './positions';
import { inferred, refused, SINGLE_OUTPUT } from './shape-rules';
import { formatShape, type TensorType } from './tensor-type';

type MatMulParameters = {
  readonly transpose: boolean;
  readonly scale: boolean;
};

/**
 * The product of two values as matrices, for each example: A `[n, k]` and B `[k, m]` make `[n, m]`. With `transpose`, B is `[m, k]`: then each
 * number is the dot product of a row of A and a row of B. With `scale` it is divided by `√k`, as in attention.
 */
export const matMul: LayerDefinition<MatMulParameters> = {
  type: 'matMul',
  version: 1,
  otherNames: {
    types: ['BatchMatMul', 'MatrixMultiply', 'BMM', 'MatrixProduct'],
    parameters: { transB: 'transpose', transpose_b: 'transpose', adj_y: 'transpose' },
  },
  label: { en: 'Matrix product', 'zh-Hant': '矩陣乘積' },
  category: 'merge',
  summary: {
    en: 'Multiplies two inputs as matrices. Transposed and scaled, it compares each position of the first with each of the second: the scores of attention, built by hand.',
    'zh-Hant':
      '把兩個輸入當作矩陣相乘。轉置並縮放後，就是第一個的各位置與第二個的各位置相比：可自行組出注意力的分數。',
  },
  reference: {
    title: 'Vaswani et al.: Attention Is All You Need (2017), section 3.2.1',
    url: 'https://arxiv.org/abs/1706.03762',
  },
  parameters: {
    transpose: {
      kind: 'boolean',
      label: { en: 'Transpose the second', 'zh-Hant': '轉置第二個' },
      help: {
        en: 'Multiplies rows with rows: both inputs then have the same number of features.',
        'zh-Hant': '以列乘列：此時兩個輸入的特徵數相同。',
      },
      default: false,
    },
    scale: {
      kind: 'boolean',
      label: { en: 'Divide by √k', 'zh-Hant': '除以 √k' },
      help: {
        en: 'Divides by the root of the number of products that are added up, so that scores of many features do not grow.',
        'zh-Hant': '除以相加項數的平方根，使特徵很多時分數不會過大。',
      },
      default: false,
    },
  },
  inputs: [
    { name: 'a', label: { en: 'A', 'zh-Hant': 'A' } },
    { name: 'b', label: { en: 'B', 'zh-Hant': 'B' } },
  ],
  outputs: SINGLE_OUTPUT,
  describe: ({ transpose, scale }) => (transpose ? 'A · Bᵀ' : 'A · B') + (scale ? ' / √k' : ''),
  infer(parameters, inputs) {
    const index = inputs.findIndex(({ shape }) => asPositions(shape) === null);
    if (index >= 0) return positionsExpected(inputs[index]?.shape ?? [], undefined, index === 0 ? 'a' : 'b');
    const { n, k, m, given } = sizesOf(parameters, inputs);
    return k === given ? inferred([n, m]) : refused(mismatch(parameters, inputs));
  },
  weights: () => [],
  multiplyAccumulates(parameters, inputs) {
    const { n, k, m } = sizesOf(parameters, inputs);
    return n * k * m;
  },
  explain(parameters, inputs) {
    const { n, k, m } = sizesOf(parameters, inputs);
    return [explainMultiplyAccumulates([[n, k, m]])];
  },
  lower({ graph }, { transpose, scale }, [a, b]) {
    if (a === undefined || b === undefined) throw new Error('two inputs are needed');
    const product = batchMatMul(graph, a, b, { transposeB: transpose });
    const size = a.shape[2] ?? 1;
    return [scale ? multiply(graph, product, scalar(graph, 1 / Math.sqrt(size))) : product];
  },
  code: { keras: () => null, pytorch: () => null },
};

/** `[n, k]` times `[k, m]`; `given` is what the second has in place of k. */
function sizesOf(
  { transpose }: MatMulParameters,
  inputs: readonly TensorType[],
): { readonly n: number; readonly k: number; readonly m: number; readonly given: number } {
  const [n, k] = positionsOf(inputs[0]);
  const [rows, columns] = positionsOf(inputs[1]);
  return transpose ? { n, k, m: rows, given: columns } : { n, k, m: columns, given: rows };
}

function mismatch(parameters: MatMulParameters, inputs: readonly TensorType[]): DiagnosticDraft {
  const { k, given } = sizesOf(parameters, inputs);
  const [first, second] = inputs.map(({ shape }) => formatShape(shape));
  const other = { ...parameters, transpose: !parameters.transpose };
  const turned = sizesOf(other, inputs);
  return {
    code: 'product-size-mismatch',
    port: 'b',
    expected: `${k}`,
    received: `${given}`,
    values: { first: first ?? '', second: second ?? '', expected: k, received: given },
    repairs:
      turned.k === turned.given
        ? [{ kind: 'set-parameter', parameter: 'transpose', value: other.transpose }]
        : [],
  };
}
