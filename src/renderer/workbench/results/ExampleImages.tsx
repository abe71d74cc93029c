import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetImages, DatasetSummary } from '../../../contract/contract';
import { request } from '../../store/bridge/bridge';
import { Button } from '../../ui/Button';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { usePercentText } from '../../ui/use-percent-text';
import styles from './ExampleImages.module.css';
import type { ResultOf } from './result-kind';
import { useClassNames } from './use-class-names';

export interface ExampleImagesProps {
  readonly result: ResultOf<'class'>;
  readonly dataset: DatasetSummary | null;
  /** Test images, in the order to show. */
  readonly indices: readonly number[];
}

/** Images a page shows at first. */
const FIRST = 60;
/** The contract's limit is far above; more on one page helps nobody. */
const MORE = 240;

/** Test images with what they are and what the network took them for. */
export function ExampleImages({ result, dataset, indices }: ExampleImagesProps) {
  const { t } = useTranslation('results');
  const percent = usePercentText('column');
  const names = useClassNames(dataset, result.classes.length);
  const [limit, setLimit] = useState(FIRST);
  const shown = useMemo(() => indices.slice(0, limit), [indices, limit]);
  const images = useTestImages(dataset, shown);
  if (indices.length === 0) return <p className={styles.none}>{t('noExamples')}</p>;
  return (
    <>
      <ul className={styles.grid}>
        {shown.map((index, at) => {
          const actual = names[result.labels[index] ?? 0] ?? '';
          const predicted = names[result.predictions[index] ?? 0] ?? '';
          const confidence = percent(result.confidences[index] ?? 0);
          return (
            <li
              key={index}
              className={styles.item}
              title={t('example', { index, actual, predicted, confidence })}
            >
              {images === null ? (
                <span className={styles.placeholder} />
              ) : (
                <PixelImage
                  source={imageOf(images.pixels, images.exampleShape, at)}
                  range={BYTES}
                  label={t('example', { index, actual, predicted, confidence })}
                  size={3.5}
                />
              )}
              <span className={styles.caption} aria-hidden="true">
                {confidence}
              </span>
            </li>
          );
        })}
      </ul>
      {limit < Math.min(indices.length, MORE) ? (
        <Button size="small" onClick={() => setLimit(MORE)}>
          {t('moreExamples', { count: Math.min(indices.length, MORE) - limit })}
        </Button>
      ) : null}
    </>
  );
}

/** The images of those indices; null until they are there. */
export function useTestImages(
  dataset: DatasetSummary | null,
  indices: readonly number[],
): DatasetImages | null {
  const [images, setImages] = useState<{ readonly key: string; readonly images: DatasetImages } | null>(null);
  const key = `${dataset?.id} ${indices.join(' ')}`;
  useEffect(() => {
    const [id, ...wanted] = key.split(' ');
    if (id === undefined || id === 'undefined' || wanted[0] === '') return;
    let isCurrent = true;
    void request('dataset:images', { id, split: 'test', indices: wanted.map(Number) }).then((reply) => {
      if (isCurrent && reply.ok) setImages({ key, images: reply.value });
    });
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return images?.key === key ? images.images : null;
}
