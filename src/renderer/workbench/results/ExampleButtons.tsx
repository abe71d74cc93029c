import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary } from '../../../contract/contract';
import { isTable } from '../../store/document/datasets';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { useTestImages } from './ExampleImages';
import images from './ExampleImages.module.css';

export interface ExampleButtonsProps {
  readonly dataset: DatasetSummary | null;
  /** Test examples, in the order to show. */
  readonly indices: readonly number[];
  readonly chosen: number | null;
  readonly onChoose: (index: number) => void;
  /** What is said below each. */
  readonly caption: (index: number) => ReactNode;
  readonly testId: string;
}

/** Test examples to choose one of: images, or the numbers of a table's rows. */
export function ExampleButtons(props: ExampleButtonsProps) {
  const { dataset, indices, chosen, onChoose, caption, testId } = props;
  const { t } = useTranslation('results');
  const isRow = isTable(dataset);
  const pixels = useTestImages(isRow ? null : dataset, indices);
  return (
    <ul className={images.wide} data-testid={testId}>
      {indices.map((index, at) => (
        <li key={index}>
          <button
            type="button"
            className={images.choice}
            aria-pressed={index === chosen}
            onClick={() => onChoose(index)}
          >
            {isRow ? (
              <strong>{t('rowNumber', { index })}</strong>
            ) : pixels === null ? (
              <span className={images.placeholder} />
            ) : (
              <PixelImage
                source={imageOf(pixels.pixels, pixels.exampleShape, at)}
                range={BYTES}
                label={t('imageNumber', { index })}
                size={4}
              />
            )}
            <span className={images.names}>{caption(index)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
