import type { OnnxSourceNode } from './source-model';

const QUANTIZED =
  /^(Q(Linear|uantizeLinear|Attention|Gemm)|DequantizeLinear|DynamicQuantize|ConvInteger|MatMulInteger)/;

/** The first operator that computes with whole numbers in the place of weights; null: there is none. */
export function quantizedOperator(nodes: readonly OnnxSourceNode[]): string | null {
  return nodes.find(({ operator }) => QUANTIZED.test(operator))?.operator ?? null;
}
