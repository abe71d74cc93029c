import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationResult } from '../../../contract/contract';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { scrollRegion } from '../../ui/scroll-region';
import { usePercentText } from '../../ui/use-percent-text';
import type { ResultProps } from './ConfusionView';
import { useTestImages } from './ExampleImages';
import images from './ExampleImages.module.css';
import styles from './ResultsView.module.css';
import { useClassNames } from './use-class-names';

const SHOWN = 48;

/** The test images the network is wrong about, those it was surest of first. */
export function Mistakes({ result, dataset }: ResultProps) {
  const { t } = useTranslation('results');
  const percent = usePercentText('column');
  const names = useClassNames(dataset, result.confusion.length);
  const indices = useMemo(() => surestMistakes(result, SHOWN), [result]);
  const pixels = useTestImages(dataset, indices);
  if (indices.length === 0) return <p className={styles.scroll}>{t('noMistakes')}</p>;
  return (
    <div className={styles.scroll} {...scrollRegion(t('views.mistakes'))}>
      <ul className={images.wide} data-testid="mistakes">
        {indices.map((index, at) => {
          const actual = names[result.labels[index] ?? 0] ?? '';
          const predicted = names[result.predictions[index] ?? 0] ?? '';
          return (
            <li key={index} className={images.item}>
              {pixels === null ? (
                <span className={images.placeholder} />
              ) : (
                <PixelImage
                  source={imageOf(pixels.pixels, pixels.imageShape, at)}
                  range={BYTES}
                  label={t('imageNumber', { index })}
                  size={4}
                />
              )}
              <span className={images.names}>
                <span>{`${predicted} ${percent(result.confidences[index] ?? 0)}`}</span>
                <span>{t('mistaken', { actual })}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Indices of wrong predictions by falling confidence. */
export function surestMistakes(result: EvaluationResult, count: number): number[] {
  const wrong: number[] = [];
  for (let index = 0; index < result.labels.length; index += 1) {
    if (result.labels[index] !== result.predictions[index]) wrong.push(index);
  }
  return wrong.sort((a, b) => (result.confidences[b] ?? 0) - (result.confidences[a] ?? 0)).slice(0, count);
}
