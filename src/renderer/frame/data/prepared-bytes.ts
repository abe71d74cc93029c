import type { ImportChoices } from '../../../contract/data-import';
import type { DataSurvey } from '../../../contract/data-survey';

/** Bytes that the prepared examples take on the disk, if none is left out. */
export function preparedBytes({ exampleCount, featureNames }: DataSurvey, { image }: ImportChoices): number {
  const each =
    image === null
      ? featureNames.length * Float32Array.BYTES_PER_ELEMENT
      : image.height * image.width * image.channels;
  return exampleCount * each;
}
