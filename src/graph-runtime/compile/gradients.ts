import { activationGradients } from '../ops/activations';
import { batchMatMulGradients } from '../ops/batch-matmul';
import { convolutionGradients } from '../ops/convolution';
import { depthToSpaceGradients } from '../ops/depth-to-space';
import { countingGradients } from '../ops/counting';
import { elementwiseGradients } from '../ops/elementwise-gradients';
import type { GradientRules } from '../ops/gradient-rule';
import { JOINT_MOMENTS, jointMomentsGradient, SUMMED_GRADIENTS, summedGradients } from '../ops/joint-moments';
import { lossGradients } from '../ops/loss';
import { matMulGradients } from '../ops/matmul';
import { normalizationGradients } from '../ops/normalization';
import { ownGradients } from '../ops/own-gradient';
import { poolingGradients } from '../ops/pooling';
import { randomGradients } from '../ops/random';
import { reductionGradients } from '../ops/reduction-gradients';
import { resizeGradients } from '../ops/resize';
import { shapeGradients } from '../ops/shape-gradients';
import { slicingGradients } from '../ops/slicing-gradients';
import { smallMapGradient } from '../ops/small-map-convolution';
import { spaceToBatchGradients } from '../ops/space-to-batch';
import { transposedConvolutionGradients } from '../ops/transposed-convolution';
import { winogradGradient } from '../ops/winograd-convolution';

/** The chain rule, op by op: everything that can be between a weight and the loss. */
export const gradientRules: GradientRules = {
  ...convolutionGradients,
  ...transposedConvolutionGradients,
  ...poolingGradients,
  ...matMulGradients,
  ...batchMatMulGradients,
  ...activationGradients,
  ...elementwiseGradients,
  ...reductionGradients,
  ...countingGradients,
  ...normalizationGradients,
  ...shapeGradients,
  ...slicingGradients,
  ...spaceToBatchGradients,
  ...depthToSpaceGradients,
  ...resizeGradients,
  ...lossGradients,
  ...randomGradients,
  ...ownGradients({
    'small map': smallMapGradient,
    winograd: winogradGradient,
    [JOINT_MOMENTS]: jointMomentsGradient,
    [SUMMED_GRADIENTS]: summedGradients,
  }),
};
