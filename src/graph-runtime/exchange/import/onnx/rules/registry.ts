import type { OnnxRule } from '../rule';
import { absolute, activations, clip, hardSigmoid, softmax } from './activations';
import { arithmetic } from './arithmetic';
import { attention } from './attention';
import { channelShuffle } from './channel-shuffle';
import { adaptiveAveraging, adaptiveMaximum } from './adaptive-pooling';
import { concatenation } from './concatenation';
import { convolution, transposedConvolution } from './convolution';
import { cosine } from './cosine';
import { embedding } from './embedding';
import { gemm, matrixProduct } from './dense';
import {
  batchNormalization,
  channelRms,
  groupNormalization,
  instanceNormalization,
  layerNormalization,
  localResponseNormalization,
  prelu,
} from './normalization';
import { dropout, passThrough } from './pass-through';
import { globalPooling, maxUnpooling, pooling } from './pooling';
import { recurrent } from './recurrent';
import { reductions } from './reductions';
import { flatten, reshape, squeezing, transpose } from './reshaping';
import { blocks, padding, resizing } from './resizing';
import { gathering, slicing, splitting } from './slicing';

const rules: readonly OnnxRule[] = [
  convolution,
  transposedConvolution,
  pooling,
  globalPooling,
  maxUnpooling,
  embedding,
  gemm,
  matrixProduct,
  batchNormalization,
  instanceNormalization,
  layerNormalization,
  channelRms,
  groupNormalization,
  localResponseNormalization,
  adaptiveAveraging,
  adaptiveMaximum,
  cosine,
  activations,
  absolute,
  prelu,
  clip,
  hardSigmoid,
  softmax,
  arithmetic,
  concatenation,
  flatten,
  reshape,
  squeezing,
  transpose,
  slicing,
  splitting,
  gathering,
  resizing,
  padding,
  blocks,
  reductions,
  recurrent,
  channelShuffle,
  attention,
  dropout,
  passThrough,
];

const byOperator: ReadonlyMap<string, OnnxRule> = new Map(
  rules.flatMap((rule) => rule.operators.map((operator) => [operator, rule] as const)),
);

/** The rule for an operator of ONNX's own domain; undefined: there is no layer for it. */
export function onnxRuleOf(operator: string): OnnxRule | undefined {
  return byOperator.get(operator);
}
