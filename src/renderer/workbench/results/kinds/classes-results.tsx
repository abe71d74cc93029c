import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classNamesIn } from '../../../../graph-runtime/datasets/target-description';
import { i18n } from '../../../messages/i18n';
import { useLanguage } from '../../../messages/useLanguage';
import { formatAccuracy, formatCount } from '../../../ui/figures';
import { formatList } from '../../../ui/format-list';
import { ClassFigures } from '../ClassFigures';
import { ExampleSection } from '../ExampleSection';
import styles from '../ResultsView.module.css';
import {
  type AnswerProps,
  ofKind,
  type ResultKind,
  type ResultOf,
  type ResultProps,
  resultTab,
} from '../result-kind';
import { SeveralProbabilities } from '../SeveralProbabilities';
import { ThresholdSlider } from '../ThresholdSlider';
import { figuresAt, meanF1 } from '../threshold-figures';
import { useClassNames } from '../use-class-names';
import { WorstExamples } from '../WorstExamples';

/** From this probability on, a class is said to be there, unless the user looks at another one. */
const THRESHOLD = 0.5;
const COLUMNS = ['precision', 'recall', 'f1', 'averagePrecision', 'count'] as const;

/** Any number of classes an example: each is found or not, on its own. */
export const classesResults: ResultKind = {
  kind: 'classes',
  tabs: [resultTab('classes', 'classes', FoundClasses), resultTab('classes', 'worst', WorstOfClasses)],
  Answer: ClassesAnswer,
  table: ofKind('classes', ({ labels, probabilities, classes, count }, dataset) => {
    const names = dataset === null ? [] : classNamesIn(dataset.target, 'en');
    const nameOf = (at: number) => names[at] ?? String(at);
    const size = classes.length;
    return {
      head: [
        'index',
        ...classes.flatMap((_, at) => [`${nameOf(at)} (actual)`, `${nameOf(at)} (probability)`]),
      ],
      rows: Array.from({ length: count }, (_, index) => [
        index,
        ...classes.flatMap((_, at) => [
          labels[index * size + at] ?? 0,
          probabilities[index * size + at] ?? Number.NaN,
        ]),
      ]),
    };
  }),
  report: ofKind('classes', ({ classes }, dataset, language) => {
    const names = dataset === null ? [] : classNamesIn(dataset.target, language);
    const share = (value: number) => (Number.isFinite(value) ? formatAccuracy(value, language) : '–');
    return {
      head: COLUMNS.map((key) => i18n.t(`results:classColumns.${key}`)),
      rows: classes.map((one, index) => ({
        name: names[index] ?? String(index),
        cells: [
          ...[one.precision, one.recall, one.f1, one.averagePrecision].map(share),
          formatCount(one.count, language),
        ],
      })),
    };
  }),
};

/** Per class, how much is found and how far it can be trusted, at a threshold that can be moved. */
function FoundClasses({ result, dataset }: ResultProps<'classes'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const names = useClassNames(dataset, result.classes.length);
  const [threshold, setThreshold] = useState(THRESHOLD);
  const figures = useMemo(
    () => figuresAt(result.labels, result.probabilities, result.classes.length, threshold),
    [result, threshold],
  );
  const rows = useMemo(
    () =>
      figures.map((one, index) => ({
        ...one,
        ...{ index, name: names[index] ?? '' },
        averagePrecision: result.classes[index]?.averagePrecision ?? Number.NaN,
      })),
    [figures, names, result],
  );
  return (
    <div className={styles.stack}>
      <div className={styles.controls}>
        <ThresholdSlider threshold={threshold} onChange={setThreshold} />
        <p className={styles.muted} aria-live="polite" data-testid="mean-f1">
          {t('meanF1At', { f1: formatAccuracy(meanF1(figures), language) })}
        </p>
      </div>
      <ClassFigures
        nameLabel={t('classColumns.name')}
        columns={COLUMNS.map((id) => ({ id, label: t(`classColumns.${id}`), isCount: id === 'count' }))}
        rows={rows}
        first="f1"
        testId="class-table"
      />
    </div>
  );
}

/** The examples with the largest loss: what was missed in them, and what was said that is not there. */
function WorstOfClasses({ runId, result, dataset }: ResultProps<'classes'>) {
  const { t } = useTranslation('results');
  const size = result.classes.length;
  const names = useClassNames(dataset, size);
  const errorOf = useCallback((index: number) => lossOf(result, index), [result]);
  const said = (index: number, isMissed: boolean) =>
    namesOf(result, index, isMissed).map((at) => names[at] ?? '');
  const language = useLanguage();
  return (
    <WorstExamples
      {...{ runId, dataset, errorOf }}
      order="loss"
      count={result.count}
      caption={(index) => (
        <>
          {said(index, true).length === 0 ? null : (
            <span>{t('missed', { names: formatList(said(index, true), language) })}</span>
          )}
          {said(index, false).length === 0 ? null : (
            <span>{t('wronglySaid', { names: formatList(said(index, false), language) })}</span>
          )}
          {said(index, true).length + said(index, false).length === 0 ? <span>{t('allRight')}</span> : null}
        </>
      )}
      detail={(index) => (
        <ExampleSection title={t('imageNumber', { index })}>
          <SeveralProbabilities
            probabilities={result.probabilities.subarray(index * size, (index + 1) * size)}
            truth={result.labels.subarray(index * size, (index + 1) * size)}
            names={names}
            threshold={THRESHOLD}
          />
        </ExampleSection>
      )}
    />
  );
}

/** Binary cross-entropy of an example, summed over its classes. */
function lossOf({ labels, probabilities, classes }: ResultOf<'classes'>, index: number): number {
  let loss = 0;
  for (let at = index * classes.length; at < (index + 1) * classes.length; at += 1) {
    const probability = probabilities[at] ?? 0;
    loss -= Math.log(Math.max(1e-7, labels[at] === 1 ? probability : 1 - probability));
  }
  return loss;
}

/** Classes of an example that are there and were not said, or were said and are not there. */
function namesOf(
  { labels, probabilities, classes }: ResultOf<'classes'>,
  index: number,
  isMissed: boolean,
): number[] {
  return classes.flatMap((_, at) => {
    const place = index * classes.length + at;
    const [isThere, isSaid] = [labels[place] === 1, (probabilities[place] ?? 0) >= THRESHOLD];
    return isThere !== isSaid && isThere === isMissed ? [at] : [];
  });
}

function ClassesAnswer({ dataset, answer }: AnswerProps) {
  const { value, truth } = answer;
  const names = useClassNames(dataset, value.kind === 'classes' ? value.probabilities.length : 0);
  if (value.kind !== 'classes') return null;
  return (
    <SeveralProbabilities
      probabilities={value.probabilities}
      truth={truth?.kind === 'classes' ? truth.probabilities : null}
      names={names}
      threshold={THRESHOLD}
    />
  );
}
