import type { InferResult } from './layer';
import type { ParameterDescription } from './parameter';
import { asImage, firstShape, imageExpected, inferred, refused } from './shape-rules';
import type { TensorType } from './tensor-type';

/** What global average and global max pooling have in common: the whole image is the window. */
export type GlobalPoolingParameters = {
  readonly keepDimensions: boolean;
};

export const keepDimensionsParameter: ParameterDescription = {
  kind: 'boolean',
  label: { en: 'Keep height and width', 'zh-Hant': '保留高與寬' },
  help: {
    en: 'Output of 1 × 1 × channels, as in PyTorch. Off: a vector of channels.',
    'zh-Hant': '輸出為 1 × 1 × 通道數，與 PyTorch 相同。關閉時輸出通道向量。',
  },
  isAdvanced: true,
  default: true,
};

/** One value per channel: `[1, 1, channels]`, or `[channels]`. */
export function inferGlobalPooling(
  { keepDimensions }: GlobalPoolingParameters,
  inputs: readonly TensorType[],
): InferResult {
  const image = asImage(firstShape(inputs));
  if (image === null) return refused(imageExpected(firstShape(inputs)));
  return inferred(keepDimensions ? [1, 1, image[2]] : [image[2]]);
}

/** `GlobalAveragePooling2D(...)` in Keras. */
export function kerasGlobalPooling(name: string, { keepDimensions }: GlobalPoolingParameters): string {
  return `keras.layers.${name}(${keepDimensions ? 'keepdims=True' : ''})`;
}

/** An adaptive pooling of one cell in PyTorch. */
export function pytorchGlobalPooling(name: string, { keepDimensions }: GlobalPoolingParameters): string {
  const layer = `nn.${name}(1)`;
  return keepDimensions ? layer : `nn.Sequential(${layer}, nn.Flatten())`;
}
