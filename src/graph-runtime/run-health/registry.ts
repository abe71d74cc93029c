import type { FindingRule } from './finding';
import { chanceLevel } from './findings/chance-level';
import { deadUnits } from './findings/dead-units';
import { explodingGradients } from './findings/exploding-gradients';
import { noBetterThanMean } from './findings/no-better-than-mean';
import { overfitting } from './findings/overfitting';
import { rateTooHigh } from './findings/rate-too-high';
import { rateTooLow } from './findings/rate-too-low';
import { vanishingGradients } from './findings/vanishing-gradients';

/** All that the health check looks for. Causes come before what follows from them. */
export const findingRules: readonly FindingRule[] = [
  explodingGradients,
  rateTooHigh,
  deadUnits,
  vanishingGradients,
  rateTooLow,
  chanceLevel,
  noBetterThanMean,
  overfitting,
];
