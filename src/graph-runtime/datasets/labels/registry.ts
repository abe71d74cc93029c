import { classLabel } from './class-label';
import { classMask } from './class-mask';
import { classSet } from './class-set';
import { labelColumns } from './label-columns';
import { noLabel } from './no-label';
import { numberRow } from './number-row';
import { targetImage } from './target-image';

/** Every kind of labels that data sets have; a new one is its import and one more entry. */
export const labelKinds = [
  classLabel,
  classSet,
  numberRow,
  classMask,
  targetImage,
  labelColumns,
  noLabel,
] as const;
