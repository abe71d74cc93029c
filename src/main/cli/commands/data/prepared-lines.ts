import type { PreparedSource } from '../../../../contract/contract';
import {
  labelKindOf,
  numbersOfExamples,
  targetSize,
  type TargetDescription,
} from '../../../../graph-runtime/datasets/target-description';
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
    ...numberLines(target),
    'data import adds it as it is.',
  ];
}

/** The numbers beside each example, as they are standardized. */
export function numberLines(target: TargetDescription): readonly string[] {
  const numbers = numbersOfExamples(target);
  if (numbers === null) return [];
  const each = numbers.names.map((name, at) => {
    const [mean = 0, deviation = 1] = [numbers.mean[at], numbers.deviation[at]];
    return `${name} (mean ${short(mean)}, standard deviation ${short(deviation)})`;
  });
  return [`Numbers: ${each.join(', ')}`];
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
