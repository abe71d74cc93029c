import { Images } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { browseData } from '../../store/view/data-browser';
import { Button } from '../../ui/Button';
import { ConfusionMatrix } from './ConfusionMatrix';
import { type Cell, confusionCells } from './confusion-cells';
import { ExampleImages } from './ExampleImages';
import styles from './ResultsView.module.css';
import type { ResultOf, ResultProps } from './result-kind';
import { useClassNames } from './use-class-names';

/** More rows and columns would be neither readable nor quick. */
const MOST_CLASSES = 40;

/** The confusion matrix, and the images of the cell that was clicked. */
export function ConfusionView({ runId, result, dataset }: ResultProps<'class'>) {
  const { t } = useTranslation(['results', 'browser']);
  const names = useClassNames(dataset, result.classes.length);
  const cells = useMemo(() => confusionCells(result, MOST_CLASSES), [result]);
  const [cell, setCell] = useState<Cell>(cells.worst);
  const indices = examplesOf(result, cell);
  const isRight = cell.actual === cell.predicted;
  const values = { actual: names[cell.actual] ?? '', predicted: names[cell.predicted] ?? '' };
  return (
    <div className={styles.halves}>
      <div className={styles.half}>
        <ConfusionMatrix {...{ cells, names, cell }} onCell={setCell} />
        {cells.classes.length < result.classes.length ? (
          <p className={styles.note}>{t('classesShown', { count: cells.classes.length })}</p>
        ) : null}
      </div>
      <section className={styles.half} aria-live="polite" data-testid="confusion-examples">
        <div className={styles.headingRow}>
          <h3 className={styles.heading}>{isRight ? t('rightOnes', values) : t('takenFor', values)}</h3>
          {dataset === null ? null : (
            <Button
              size="small"
              icon={<Images />}
              onClick={() => {
                const { actual, predicted } = cell;
                browseData(
                  dataset.id,
                  { part: 'test', classes: [actual], predicted, order: 'surest' },
                  runId,
                );
              }}
            >
              {t('browser:lookAtCell')}
            </Button>
          )}
        </div>
        <ExampleImages result={result} dataset={dataset} indices={indices} />
      </section>
    </div>
  );
}

/** Indices of the test images in a cell, the surest first. */
export function examplesOf(result: ResultOf<'class'>, { actual, predicted }: Cell): number[] {
  const indices: number[] = [];
  for (let index = 0; index < result.labels.length; index += 1) {
    if (result.labels[index] === actual && result.predictions[index] === predicted) indices.push(index);
  }
  return indices.sort((a, b) => (result.confidences[b] ?? 0) - (result.confidences[a] ?? 0));
}
