import type { PreparedSource } from '../../../../contract/contract';
import { labelKindOf, targetSize } from '../../../../graph-runtime/datasets/target-description';
import { formatBytes } from '../../../../graph-runtime/text/format-bytes';
import { groupDigits } from '../../figures';

/** What `data inspect` says of a data set that was prepared before. */
export function preparedLines(dataset: PreparedSource): readonly string[] {
  const { id, name, exampleShape, target, trainCount, validationCount, testCount, bytes } = dataset;
  const splits = [
    `${groupDigits(trainCount)} train`,
    ...(validationCount > 0 ? [`${groupDigits(validationCount)} validation`] : []),
    `${groupDigits(testCount)} test`,
  ];
  return [
    `“${name}” is a data set that Netloom has prepared: ${id} (${formatBytes(bytes, 'en')})`,
    `Examples: ${splits.join(', ')}, ${exampleShape.join('x')} each`,
    `Targets: ${labelKindOf(target).words(groupDigits(targetSize(target))).en}`,
    'data import adds it as it is.',
  ];
}
