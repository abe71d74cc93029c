import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedTensor } from '../../../contract/contract';
import { useLanguage } from '../../messages/useLanguage';
import { formatValue } from '../../ui/figures';
import { PixelImage, SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import styles from './Comparison.module.css';
import { PredictedNumbers } from './PredictedNumbers';

export interface ReconstructionProps {
  /** What the network was given, and what it gave back: images in [0, 1], or the values of a table's row. */
  readonly input: InspectedTensor;
  readonly output: InspectedTensor;
}

/** What a network gives back of its input, beside it, and where they differ. */
export function Reconstruction({ input, output }: ReconstructionProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const isSame = input.values.length === output.values.length;
  const differences = useMemo(
    () => output.values.map((value, at) => Math.abs(value - (input.values[at] ?? 0))),
    [input, output],
  );
  if (output.shape.length !== 3) {
    return (
      <PredictedNumbers
        names={Array.from(output.values, (_, at) => String(at))}
        predicted={output.values}
        actual={isSame ? input.values : null}
      />
    );
  }
  const error = differences.reduce((sum, value) => sum + value * value, 0) / Math.max(1, differences.length);
  const pictures = [
    { id: 'input', title: t('inputImage'), values: input.values, shape: input.shape },
    { id: 'output', title: t('reconstruction'), values: output.values, shape: output.shape },
    ...(isSame
      ? [{ id: 'difference', title: t('absoluteDifference'), values: differences, shape: output.shape }]
      : []),
  ];
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
      {isSame ? (
        <p className={styles.note}>{t('squaredErrorIs', { error: formatValue(error, language) })}</p>
      ) : null}
    </div>
  );
}
