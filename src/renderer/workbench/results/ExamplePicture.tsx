import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary } from '../../../contract/contract';
import { isTable } from '../../store/document/datasets';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { useTestImages } from './ExampleImages';

/** A test image, large; nothing for a row of a table. */
export function ExamplePicture({
  dataset,
  index,
}: {
  readonly dataset: DatasetSummary | null;
  readonly index: number;
}) {
  const { t } = useTranslation('results');
  const isRow = isTable(dataset);
  const indices = useMemo(() => [index], [index]);
  const images = useTestImages(isRow ? null : dataset, indices);
  if (images === null) return null;
  return (
    <PixelImage
      source={imageOf(images.pixels, images.exampleShape)}
      range={BYTES}
      label={t('imageNumber', { index })}
      size={11}
    />
  );
}
