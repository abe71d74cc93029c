import type { ImportChoices } from '../../../contract/data-import';
import type { DataSurvey } from '../../../contract/data-survey';

type Surveyed = Pick<DataSurvey, 'exampleCount' | 'featureNames' | 'labelBytesPerPixel'>;

/** Bytes that the prepared examples, their masks and second images take on the disk, if none is left out; other labels take little. */
export function preparedBytes(
  { exampleCount, featureNames, labelBytesPerPixel }: Surveyed,
  { image }: Pick<ImportChoices, 'image'>,
): number {
  const each =
    image === null
      ? featureNames.length * Float32Array.BYTES_PER_ELEMENT
      : image.height * image.width * (image.channels + labelBytesPerPixel);
  return exampleCount * each;
}
