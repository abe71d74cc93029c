import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DatasetSummary } from '../../../../contract/contract';
import { classNamesIn } from '../../../../graph-runtime/datasets/target-description';
import { i18n } from '../../../messages/i18n';
import { useLanguage } from '../../../messages/useLanguage';
import { formatAccuracy, formatCount, formatPercentage } from '../../../ui/figures';
import { ClassFigures } from '../ClassFigures';
import { ClassSwatch } from '../ClassLegend';
import { ConfusionMatrix } from '../ConfusionMatrix';
import { type Cell, matrixCells } from '../confusion-cells';
import { ExampleSection } from '../ExampleSection';
import { MaskComparison } from '../MaskComparison';
import styles from '../ResultsView.module.css';
import { type AnswerProps, ofKind, type ResultKind, type ResultProps, resultTab } from '../result-kind';
import { useClassNames } from '../use-class-names';
import { useExampleAnswer } from '../use-example-answer';
import { WorstExamples } from '../WorstExamples';

/** More rows and columns would be neither readable nor quick. */
const MOST_CLASSES = 40;
const COLUMNS = ['iou', 'precision', 'recall', 'count'] as const;

/** A class for each pixel: where the network draws the borders. */
export const maskResults: ResultKind = {
  kind: 'mask',
  tabs: [
    resultTab('mask', 'worst', WorstMasks),
    resultTab('mask', 'classes', MaskClasses),
    resultTab('mask', 'confusion', PixelConfusion),
  ],
  Answer: MaskAnswer,
  table: ofKind('mask', ({ accuracies }) => ({
    head: ['index', 'pixelAccuracy'],
    rows: Array.from(accuracies, (accuracy, index) => [index, accuracy]),
  })),
  report: ofKind('mask', ({ classes }, dataset, language) => {
    const names = dataset === null ? [] : classNamesIn(dataset.target, language);
    const share = (value: number) => (Number.isFinite(value) ? formatAccuracy(value, language) : '–');
    return {
      head: COLUMNS.map((key) => i18n.t(`results:maskColumns.${key}`)),
      rows: classes.map(({ iou, precision, recall, count }, index) => ({
        name: names[index] ?? String(index),
        cells: [...[iou, precision, recall].map(share), formatCount(count, language)],
      })),
    };
  }),
};

function ignoredClass(dataset: DatasetSummary | null): number | undefined {
  return dataset?.target.kind === 'mask' ? dataset.target.ignore : undefined;
}

/** The images of which the most pixels are wrong: their masks beside what the network makes of them. */
function WorstMasks({ runId, result, dataset }: ResultProps<'mask'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const { accuracies } = result;
  const errorOf = useCallback((index: number) => 1 - (accuracies[index] ?? 1), [accuracies]);
  return (
    <WorstExamples
      {...{ runId, dataset, errorOf }}
      order="pixels"
      count={accuracies.length}
      caption={(index) => (
        <span>{t('pixelsRight', { share: formatPercentage(accuracies[index] ?? 0, language) })}</span>
      )}
      detail={(index) => <MaskOfExample runId={runId} dataset={dataset} index={index} />}
    />
  );
}

interface MaskOfExampleProps {
  readonly runId: string;
  readonly dataset: DatasetSummary | null;
  readonly index: number;
}

function MaskOfExample({ runId, dataset, index }: MaskOfExampleProps) {
  const { t } = useTranslation('results');
  const { answer, note } = useExampleAnswer(runId, index);
  return (
    <ExampleSection title={t('imageNumber', { index })}>
      {answer === null ? note : <Masks answer={answer} dataset={dataset} />}
    </ExampleSection>
  );
}

function Masks({ answer, dataset }: Pick<AnswerProps, 'answer' | 'dataset'>) {
  const names = useClassNames(dataset, 0);
  const { value, truth, image } = answer;
  if (value.kind !== 'mask') return null;
  return (
    <MaskComparison
      image={image}
      predicted={value}
      actual={truth?.kind === 'mask' ? truth : null}
      names={names}
      ignore={ignoredClass(dataset)}
    />
  );
}

function MaskAnswer({ answer, dataset }: AnswerProps) {
  return <Masks answer={answer} dataset={dataset} />;
}

/** Per class, how far its pixels are found: intersection over union. */
function MaskClasses({ result, dataset }: ResultProps<'mask'>) {
  const { t } = useTranslation('results');
  const names = useClassNames(dataset, result.classes.length);
  const rows = useMemo(
    () => result.classes.map((figures, index) => ({ ...figures, index, name: names[index] ?? '' })),
    [result, names],
  );
  return (
    <ClassFigures
      nameLabel={t('classColumns.name')}
      columns={COLUMNS.map((id) => ({ id, label: t(`maskColumns.${id}`), isCount: id === 'count' }))}
      rows={rows}
      first="iou"
      mark={(index) => <ClassSwatch index={index} />}
      testId="class-table"
    />
  );
}

/** What the pixels of each class are taken for. */
function PixelConfusion({ result, dataset }: ResultProps<'mask'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const names = useClassNames(dataset, result.classes.length);
  const cells = useMemo(() => matrixCells(result.confusion, result.classes, MOST_CLASSES), [result]);
  const [cell, setCell] = useState<Cell>(cells.worst);
  const count = cells.countOf(cell);
  return (
    <div className={styles.scroll}>
      <ConfusionMatrix
        {...{ cells, names, cell }}
        onCell={setCell}
        textOf={(pixels, total) => formatPercentage(pixels / Math.max(1, total), language)}
      />
      {cells.classes.length < result.classes.length ? (
        <p className={styles.note}>{t('classesShown', { count: cells.classes.length })}</p>
      ) : null}
      <p className={styles.note} aria-live="polite">
        {t('pixelCell', {
          actual: names[cell.actual] ?? '',
          predicted: names[cell.predicted] ?? '',
          count,
          pixels: formatCount(count, language),
        })}
      </p>
    </div>
  );
}
