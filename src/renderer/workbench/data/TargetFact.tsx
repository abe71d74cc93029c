import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ExampleDetails } from '../../../contract/data-browser';
import { ignoredClass } from '../../../graph-runtime/datasets/target-description';
import { useLanguage } from '../../messages/useLanguage';
import { isStored } from '../../store/view/data-changes';
import { labelColumns, labelValues } from '../../store/view/data-labels';
import { classesOf, labelOf, numbersOf } from '../../store/view/data-targets';
import { Fact } from '../../ui/Facts';
import { formatPercentage } from '../../ui/figures';
import { IconButton } from '../../ui/IconButton';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { ClassSwatch } from '../results/ClassLegend';
import { type Browsed, browsedLabel } from './browsed';
import { removeClass } from './change-examples';
import styles from './DetailsPane.module.css';
import { classesText, numberText } from './example-texts';
import { useSecondImage, useStoredMask } from './use-example';

export interface TargetFactProps {
  readonly browsed: Browsed;
  readonly example: number;
  /** Null while they are not known. */
  readonly details: ExampleDetails | null;
}

/** What the example is to be taken for, in the way of its kind, and what it was before it was corrected. */
export function TargetFact(props: TargetFactProps) {
  switch (props.browsed.target.kind) {
    case 'class':
      return <ClassFact {...props} />;
    case 'classes':
      return <ClassesFact {...props} />;
    case 'numbers':
      return <NumberFacts {...props} />;
    case 'mask':
      return <MaskFact {...props} />;
    case 'image':
      return <SecondImageFact {...props} />;
    case 'columns':
      return <ColumnsFact {...props} />;
    case 'none':
      return null;
  }
}

/** All labels of an example, each by its name and in the way of its kind. */
function ColumnsFact({ browsed, example, details }: TargetFactProps) {
  return labelColumns(browsed.target).map((column) => {
    const of = browsedLabel(browsed, column.name);
    return (
      <TargetFact
        key={column.name}
        browsed={of}
        example={example}
        details={details && { ...details, originalTarget: sourceOf(details, of) }}
      />
    );
  });
}

/** What the source gives for one of several labels, where any of them was corrected. */
function sourceOf({ originalTarget }: ExampleDetails, { column, target }: Browsed) {
  if (!Array.isArray(originalTarget) || column === undefined) return null;
  const values = labelValues(originalTarget, { column, target });
  return target.kind === 'class' ? (values[0] ?? null) : values;
}

function ClassFact({ browsed, example, details }: TargetFactProps) {
  const { t } = useTranslation('browser');
  const { index, names, column } = browsed;
  const label = labelOf(browsed, example);
  const before = index.labels[example] ?? -1;
  const source = details?.originalTarget;
  if (label < 0) return null;
  return (
    <Fact label={column?.name ?? t('label')} testId="example-label">
      {names[label]}
      {label === before ? null : (
        <span className={styles.muted}> {t('labelWas', { name: names[before] ?? '' })}</span>
      )}
      {typeof source !== 'number' || source === label ? null : (
        <span className={styles.muted}> {t('labelOfSource', { name: names[source] ?? '' })}</span>
      )}
    </Fact>
  );
}

/** Each class with a button that takes it away. */
function ClassesFact({ browsed, example, details }: TargetFactProps) {
  const { t } = useTranslation('browser');
  const { index, names, pending, column } = browsed;
  const labels = classesOf(browsed, example);
  const isChanged = pending.targets.has(example);
  const stored = classesOf({ ...browsed, pending: NOTHING_PENDING }, example);
  const before = isChanged && stored.join() !== labels.join() ? stored : null;
  const source = details?.originalTarget;
  const textOf = (classes: readonly number[]) =>
    classes.length === 0 ? t('noLabels') : classesText(browsed, classes);
  return (
    <Fact label={column?.name ?? t('labels')} testId="example-label">
      {labels.length === 0 ? t('noLabels') : null}
      <span className={styles.chips}>
        {labels.map((label) => (
          <span key={label} className={styles.chip}>
            {names[label] ?? String(label)}
            {isStored(index, example) ? (
              <IconButton
                size="small"
                icon={<X />}
                label={t('removeLabel', { name: names[label] ?? String(label) })}
                tooltipSide="top"
                onClick={() => removeClass(browsed, example, label)}
              />
            ) : null}
          </span>
        ))}
      </span>
      {before === null ? null : (
        <span className={styles.muted}> {t('labelWas', { name: textOf(before) })}</span>
      )}
      {Array.isArray(source) && source.join() !== labels.join() ? (
        <span className={styles.muted}> {t('labelOfSource', { name: textOf(source) })}</span>
      ) : null}
    </Fact>
  );
}

const NOTHING_PENDING = {
  labels: new Map<number, number>(),
  targets: new Map<number, readonly number[]>(),
  excluded: new Set<number>(),
  included: new Set<number>(),
};

function NumberFacts({ browsed, example, details }: TargetFactProps) {
  const { t } = useTranslation('browser');
  const { target } = browsed;
  const numbers = numbersOf(browsed, example);
  const before = numbersOf({ ...browsed, pending: NOTHING_PENDING }, example);
  const source = Array.isArray(details?.originalTarget) ? details.originalTarget : null;
  if (target.kind !== 'numbers') return null;
  return target.names.map((name, column) => {
    const [value = Number.NaN, stored = Number.NaN] = [numbers[column], before[column]];
    const original: unknown = source?.[column];
    return (
      <Fact key={name} label={name} testId="example-number">
        {numberText(value)}
        {Object.is(Math.fround(value), stored) ? null : (
          <span className={styles.muted}> {t('labelWas', { name: numberText(stored) })}</span>
        )}
        {typeof original !== 'number' || original === value ? null : (
          <span className={styles.muted}> {t('labelOfSource', { name: numberText(original) })}</span>
        )}
      </Fact>
    );
  });
}

/** The classes of a mask in their colors, with the share of the pixels that each has. */
function MaskFact({ browsed, example }: TargetFactProps) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const { names, target, column } = browsed;
  const mask = useStoredMask(browsed, example);
  if (mask === null) return null;
  const ignored = ignoredClass(target);
  const counts = new Map<number, number>();
  for (const label of mask.classes) counts.set(label, (counts.get(label) ?? 0) + 1);
  const shares = [...counts].sort(([, a], [, b]) => b - a);
  return (
    <Fact label={column?.name ?? t('mask')} testId="example-mask">
      <ul className={styles.shares}>
        {shares.map(([label, count]) => (
          <li key={label}>
            {label === ignored ? null : <ClassSwatch index={label} />}
            {t('shareOf', {
              name: label === ignored ? t('ignoredPixels') : (names[label] ?? String(label)),
              share: formatPercentage(count / mask.classes.length, language),
            })}
          </li>
        ))}
      </ul>
    </Fact>
  );
}

/** The image that is to be made of this one. */
function SecondImageFact({ browsed, example }: TargetFactProps) {
  const { t } = useTranslation('browser');
  const second = useSecondImage(browsed, example);
  if (second === null) return null;
  const label = browsed.column?.name ?? t('secondImage');
  const { height, width, channels, pixels } = second;
  return (
    <Fact label={label} testId="example-second">
      <span className={styles.second}>
        <PixelImage
          source={imageOf(pixels, [height, width, channels])}
          range={BYTES}
          label={label}
          size="fill"
        />
      </span>
    </Fact>
  );
}
