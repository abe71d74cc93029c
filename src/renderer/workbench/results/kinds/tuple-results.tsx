import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { metric } from '../../../../graph-runtime/targets/metrics';
import type { TupleId } from '../../../../graph-runtime/targets/tuples';
import { useLanguage } from '../../../messages/useLanguage';
import { formatAccuracy, formatValue } from '../../../ui/figures';
import { scrollRegion } from '../../../ui/scroll-region';
import { ComparedImages } from '../ComparedImages';
import { ExampleSection } from '../ExampleSection';
import { NearestNeighbors } from '../NearestNeighbors';
import { HistogramPlot } from '../plots/HistogramPlot';
import styles from '../ResultsView.module.css';
import { type AnswerProps, ofKind, type ResultKind, type ResultProps, resultTab } from '../result-kind';
import { useExampleAnswer } from '../use-example-answer';
import { WorstExamples } from '../WorstExamples';

/** Images that are compared: which pairs or triplets are taken for the wrong ones, and by how much. */
export const tupleResults: readonly ResultKind[] = (['pair', 'triplet'] as const).map(resultsOf);

function resultsOf(kind: TupleId): ResultKind {
  const accuracy = `${kind}Accuracy` as const;
  return {
    kind,
    tabs: [
      resultTab(kind, 'worst', WorstTuples),
      resultTab(kind, 'neighbors', NearestNeighbors),
      resultTab(kind, 'residuals', Margins),
    ],
    Answer: ComparedAnswer,
    table: ofKind(kind, ({ margins }) => ({
      head: ['index', 'margin'],
      rows: Array.from(margins, (margin, index) => [index, margin]),
    })),
    report: ofKind(kind, ({ metrics }, _dataset, language) => ({
      head: [metric(accuracy).label[language]],
      rows: [{ name: '', cells: [formatAccuracy(metrics[accuracy] ?? Number.NaN, language)] }],
    })),
  };
}

/** Those that are farthest on the wrong side. */
function WorstTuples({ runId, result, dataset }: ResultProps<TupleId>) {
  const language = useLanguage();
  const { margins } = result;
  const errorOf = useCallback((index: number) => -(margins[index] ?? 0), [margins]);
  return (
    <WorstExamples
      {...{ runId, dataset, errorOf }}
      count={margins.length}
      caption={(index) => <span>{formatValue(margins[index] ?? Number.NaN, language)}</span>}
      detail={(index) => <OneTuple runId={runId} index={index} />}
    />
  );
}

function OneTuple({ runId, index }: { readonly runId: string; readonly index: number }) {
  const { t } = useTranslation('results');
  const { answer, note } = useExampleAnswer(runId, index);
  return (
    <ExampleSection title={t('exampleNumber', { index })}>
      {answer === null ? note : <ComparedImages answer={answer} />}
    </ExampleSection>
  );
}

function ComparedAnswer({ answer }: AnswerProps) {
  return <ComparedImages answer={answer} />;
}

/** How far on the right side they are. */
function Margins({ result }: ResultProps<TupleId>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const format = (value: number) => formatValue(value, language);
  const wrong = result.margins.filter((margin) => margin <= 0).length;
  return (
    <div className={`${styles.scroll} ${styles.plots}`} {...scrollRegion(t('views.residuals'))}>
      <HistogramPlot
        values={result.margins}
        label={t('marginsLabel', { count: wrong })}
        axis={t('marginsAxis')}
        format={format}
        describe={(count, low, high) => t('binCount', { count, low, high })}
      />
    </div>
  );
}
