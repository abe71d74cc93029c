import type { InferResult } from './layer';
import { SIZE_LIMITS } from './limits';
import type { ParameterDescription } from './parameter';
import { inferImage, inferred } from './shape-rules';
import type { TensorType } from './tensor-type';
import type { Pair } from './window-parameters';

/** Height and width that a layer brings every image to. */
export function imageSizeParameter(
  label: ParameterDescription['label'],
  initial: Pair,
): ParameterDescription {
  return {
    kind: 'pair',
    label,
    help: { en: 'Height and width of the output.', 'zh-Hant': '輸出的高與寬。' },
    default: initial,
    minimum: 1,
    maximum: SIZE_LIMITS.side,
    unit: 'px',
  };
}

/** Images of that size, with the channels they had. */
export function inferImageSize(size: Pair, inputs: readonly TensorType[]): InferResult {
  return inferImage(inputs, (image) => inferred([...size, image[2]]));
}
