/** Which layers never give values below 0, whatever enters them. */
const ALWAYS: ReadonlySet<string> = new Set([
  'relu',
  'relu6',
  'sigmoid',
  'hardSigmoid',
  'softmax',
  'softplus',
]);

/** Which layers give none below 0 where none below 0 enter. */
const KEEPING: ReadonlySet<string> = new Set([
  'adaptiveAveragePooling2d',
  'adaptiveMaxPooling2d',
  'add',
  'averagePooling2d',
  'concatenate',
  'dropout',
  'flatten',
  'globalAveragePooling2d',
  'globalMaxPooling2d',
  'maxPooling2d',
  'multiply',
  'reshape',
  'slice',
  'spatialDropout2d',
  'upSampling2d',
  'zeroPadding2d',
]);

/** Whether a layer's output is known to have no value below 0. */
export function isNonNegative(type: string, inputs: readonly { readonly isNonNegative: boolean }[]): boolean {
  return ALWAYS.has(type) || (KEEPING.has(type) && inputs.every((input) => input.isNonNegative));
}
