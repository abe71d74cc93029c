import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectedTensor } from '../../../contract/contract';
import { SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { Switch } from '../../ui/Switch';
import { ClassLegend } from './ClassLegend';
import styles from './Comparison.module.css';
import { type Mask, MaskImage } from './MaskImage';

export interface MaskComparisonProps {
  /** `[height, width, channels]` in [0, 1]. */
  readonly image: InspectedTensor;
  readonly predicted: Mask;
  /** Null where nobody knows. */
  readonly actual: Mask | null;
  readonly names: readonly string[];
  readonly ignore: number | undefined;
}

/** An image with the predicted classes of its pixels over it, beside the actual ones. */
export function MaskComparison({ image, predicted, actual, names, ignore }: MaskComparisonProps) {
  const { t } = useTranslation('results');
  const [isShown, setIsShown] = useState(true);
  const source = imageOf(image.values, image.shape);
  const indices = classesIn(predicted, actual, ignore);
  const masks = [
    ...(actual === null ? [] : [{ id: 'actual', title: t('actualMask'), mask: actual }]),
    { id: 'predicted', title: t('predictedMask'), mask: predicted },
  ];
  return (
    <div className={styles.comparison} data-testid="mask-comparison">
      <div className={styles.pictures}>
        {masks.map(({ id, title, mask }) => (
          <figure key={id} className={styles.picture}>
            <span className={styles.square}>
              <MaskImage
                source={source}
                range={SHARES}
                mask={isShown ? mask : null}
                ignore={ignore}
                label={t('maskLabel', { title, classes: sharesText(mask, names, ignore) })}
                size="fill"
              />
            </span>
            <figcaption>{title}</figcaption>
          </figure>
        ))}
      </div>
      <ClassLegend names={names} indices={indices} />
      <Switch isOn={isShown} label={t('showMasks')} onToggle={setIsShown} />
      {actual === null ? null : (
        <p className={styles.note}>{t('pixelsRightOf', agreement(predicted, actual, ignore))}</p>
      )}
    </div>
  );
}

/** The classes that are seen in any of the masks, in the order of their indices. */
function classesIn(predicted: Mask, actual: Mask | null, ignore: number | undefined): number[] {
  const found = new Set<number>();
  for (const mask of actual === null ? [predicted] : [predicted, actual]) {
    for (let pixel = 0; pixel < mask.classes.length; pixel += 1) found.add(mask.classes[pixel] ?? 0);
  }
  return [...found].filter((index) => index !== ignore).sort((a, b) => a - b);
}

/** `cat 40%, grass 60%`: what a mask shows, for those who cannot see it. */
function sharesText({ classes }: Mask, names: readonly string[], ignore: number | undefined): string {
  const counts = new Map<number, number>();
  let all = 0;
  for (let pixel = 0; pixel < classes.length; pixel += 1) {
    const index = classes[pixel] ?? 0;
    if (index === ignore) continue;
    counts.set(index, (counts.get(index) ?? 0) + 1);
    all += 1;
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([index, count]) => `${names[index] ?? index} ${Math.round((100 * count) / Math.max(1, all))}%`)
    .join(', ');
}

/** How many of the pixels that count are right. */
function agreement(predicted: Mask, actual: Mask, ignore: number | undefined) {
  let [right, count] = [0, 0];
  for (let pixel = 0; pixel < actual.classes.length; pixel += 1) {
    if (actual.classes[pixel] === ignore) continue;
    count += 1;
    if (actual.classes[pixel] === predicted.classes[pixel]) right += 1;
  }
  return { right, count };
}
