import { scalar } from '../ops/constant';
import { add, exp, multiply, square, subtract } from '../ops/elementwise';
import type { OpGraph, Value } from '../ops/op-graph';
import { sum } from '../ops/reductions';
import type { LayerDefinition } from './layer';
import { normalLike } from './normal-like';
import { firstShape, inferred, refused, SINGLE_OUTPUT } from './shape-rules';
import { formatShape, isSameShape } from './tensor-type';

type SamplingParameters = {
  readonly klWeight: number;
};

/**
 * The code of a variational autoencoder: `z = μ + exp(½ log σ²) ε` with ε from a standard normal distribution (the reparameterization
 * trick), in evaluation `z = μ`. To what training minimizes it adds `klWeight` times the mean over the batch of
 * `−½ Σ (1 + log σ² − μ² − σ²)`, the Kullback-Leibler divergence of its distribution from the standard normal one (Kingma and Welling 2013,
 * appendix B).
 */
export const sampling: LayerDefinition<SamplingParameters> = {
  type: 'sampling',
  version: 1,
  otherNames: { types: ['Reparameterize', 'Reparameterization', 'GaussianSampling'] },
  label: { en: 'Sampling', 'zh-Hant': '取樣' },
  category: 'regularization',
  summary: {
    en: 'Draws a code from the normal distribution whose mean and logarithm of the variance come in, and adds to the loss how far that is from the standard one (KL divergence): the middle of a variational autoencoder. Evaluation takes the mean.',
    'zh-Hant':
      '由輸入的平均與變異數對數所定的常態分布抽取編碼，並把它與標準常態分布的差距（KL 散度）加入損失：這是變分自編碼器的中間層。評估時取平均。',
  },
  reference: {
    title: 'Kingma, Welling: Auto-Encoding Variational Bayes (2013)',
    url: 'https://arxiv.org/abs/1312.6114',
  },
  parameters: {
    klWeight: {
      kind: 'number',
      label: { en: 'KL weight', 'zh-Hant': 'KL 權重' },
      help: {
        en: 'Factor of the KL divergence in the loss (β of a β-VAE). Losses of images are means over the pixels: 1 / pixels is the factor of the paper.',
        'zh-Hant':
          'KL 散度在損失中的係數（β-VAE 的 β）。影像的損失是像素的平均：論文的係數相當於 1 / 像素數。',
      },
      default: 1,
      minimum: 0,
      maximum: 1_000,
      step: 0.01,
    },
  },
  inputs: [
    { name: 'mean', label: { en: 'mean', 'zh-Hant': '平均' } },
    { name: 'logVariance', label: { en: 'log variance', 'zh-Hant': '變異數對數' } },
  ],
  outputs: SINGLE_OUTPUT,
  describe: ({ klWeight }) => `β = ${klWeight}`,
  infer(_parameters, inputs) {
    const mean = firstShape(inputs);
    const other = inputs[1]?.shape ?? mean;
    if (isSameShape(mean, other)) return inferred(mean);
    const [expected, received] = [formatShape(mean), formatShape(other)];
    return refused({
      ...{ code: 'sampling-shapes-differ', port: 'logVariance', expected, received },
      values: { expected, received },
      repairs: [],
    });
  },
  weights: () => [],
  addsLoss: true,
  multiplyAccumulates: () => 0,
  lower(context, { klWeight }, [mean, logVariance]) {
    if (mean === undefined || logVariance === undefined) throw new Error('mean and variance are needed');
    const { graph } = context;
    if (klWeight > 0) context.addLoss(divergence(graph, mean, logVariance), klWeight);
    if (context.mode === 'evaluate') return [mean];
    const deviation = exp(graph, multiply(graph, logVariance, scalar(graph, 0.5)));
    return [add(graph, mean, multiply(graph, deviation, normalLike(context, mean)))];
  },
  code: { keras: () => null, pytorch: () => null },
};

/** `−½ Σ (1 + log σ² − μ² − σ²)` of each example, `[batch]`. */
function divergence(graph: OpGraph, mean: Value, logVariance: Value): Value {
  const spread = subtract(graph, add(graph, logVariance, scalar(graph, 1)), exp(graph, logVariance));
  const terms = subtract(graph, spread, square(graph, mean));
  const axes = mean.shape.slice(1).map((_, at) => at + 1);
  return multiply(graph, sum(graph, terms, axes), scalar(graph, -0.5));
}
