import type { Language, Text } from '../text/text';
import { getLayer } from './registry';

const KERNEL: Text = { en: 'kernel', 'zh-Hant': '卷積核' };

/** What layers call their weights, in words. */
const LABELS: Readonly<Record<string, Text>> = {
  // Of what does not convolve.
  kernel: { en: 'kernel', 'zh-Hant': '權重' },
  depthwiseKernel: { en: 'depthwise kernel', 'zh-Hant': '逐深度卷積核' },
  pointwiseKernel: { en: 'pointwise kernel', 'zh-Hant': '逐點卷積核' },
  bias: { en: 'bias', 'zh-Hant': '偏差' },
  gamma: { en: 'scale (gamma)', 'zh-Hant': '縮放（gamma）' },
  beta: { en: 'shift (beta)', 'zh-Hant': '平移（beta）' },
  alpha: { en: 'slope (alpha)', 'zh-Hant': '斜率（alpha）' },
  queryKernel: { en: 'query weights', 'zh-Hant': '查詢權重' },
  queryBias: { en: 'query bias', 'zh-Hant': '查詢偏差' },
  keyKernel: { en: 'key weights', 'zh-Hant': '鍵權重' },
  keyBias: { en: 'key bias', 'zh-Hant': '鍵偏差' },
  valueKernel: { en: 'value weights', 'zh-Hant': '值權重' },
  valueBias: { en: 'value bias', 'zh-Hant': '值偏差' },
  outputKernel: { en: 'output weights', 'zh-Hant': '輸出權重' },
  outputBias: { en: 'output bias', 'zh-Hant': '輸出偏差' },
  embeddings: { en: 'embeddings', 'zh-Hant': '嵌入向量' },
  token: { en: 'token', 'zh-Hant': '權杖' },
  positions: { en: 'positions', 'zh-Hant': '位置' },
  movingMean: { en: 'moving mean', 'zh-Hant': '移動平均值' },
  movingVariance: { en: 'moving variance', 'zh-Hant': '移動變異數' },
};

/** What a weight of a layer of that type is called; a weight that no layer has, by its own name. */
export function weightLabel(type: string | undefined, weight: string, language: Language): string {
  const isConvolution = getLayer(type ?? '')?.category === 'convolution';
  const label = isConvolution && weight === 'kernel' ? KERNEL : LABELS[weight];
  return label?.[language] ?? weight;
}
