import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedTensor } from '../../../contract/contract';
import { useLanguage } from '../../messages/useLanguage';
import { formatValue } from '../../ui/figures';
import { PixelImage, SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import styles from './Comparison.module.css';
import { PredictedNumbers } from './PredictedNumbers';

export interface ImageComparisonProps {
  /** What the network was given, where it was not to give that back: an image in [0, 1]. */
  readonly input?: InspectedTensor;
  /** What it was to give: its input, or a second image, in [0, 1]; the values of a table's row. Null: nobody knows. */
  readonly expected: InspectedTensor | null;
  readonly output: InspectedTensor;
}

/** What a network makes of an image, beside what it was to make, and where they differ. */
export function ImageComparison({ input, expected, output }: ImageComparisonProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const known = expected !== null && expected.values.length === output.values.length ? expected : null;
  const differences = useMemo(
    () => known && output.values.map((value, at) => Math.abs(value - (known.values[at] ?? 0))),
    [known, output],
  );
  if (output.shape.length !== 3) {
    return (
      <PredictedNumbers
        names={Array.from(output.values, (_, at) => String(at))}
        predicted={output.values}
        actual={known?.values ?? null}
      />
    );
  }
  const pictures = [
    ...(input === undefined ? [] : [{ id: 'input', title: t('inputImage'), ...input }]),
    ...(expected === null
      ? []
      : [{ id: 'expected', title: t(input === undefined ? 'inputImage' : 'targetImage'), ...expected }]),
    { id: 'output', title: t(input === undefined ? 'reconstruction' : 'predictedImage'), ...output },
    ...(differences === null
      ? []
      : [{ id: 'difference', title: t('absoluteDifference'), values: differences, shape: output.shape }]),
  ];
  const error = differences?.reduce((sum, value) => sum + (value * value) / differences.length, 0);
  return (
    <div className={styles.comparison} data-testid="reconstruction">
      <div className={styles.pictures}>
        {pictures.map(({ id, title, values, shape }) => (
          <figure key={id} className={styles.picture}>
            <span className={styles.square}>
              <PixelImage source={imageOf(values, shape)} range={SHARES} label={title} size="fill" />
            </span>
            <figcaption>{title}</figcaption>
          </figure>
        ))}
      </div>
      {error === undefined ? null : (
        <p className={styles.note}>{t('squaredErrorIs', { error: formatValue(error, language) })}</p>
      )}
    </div>
  );
}
