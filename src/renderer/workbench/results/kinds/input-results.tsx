import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { metric } from '../../../../graph-runtime/targets/metrics';
import { useLanguage } from '../../../messages/useLanguage';
import { formatValue } from '../../../ui/figures';
import { scrollRegion } from '../../../ui/scroll-region';
import { ExampleSection } from '../ExampleSection';
import { HistogramPlot } from '../plots/HistogramPlot';
import { Reconstruction } from '../Reconstruction';
import styles from '../ResultsView.module.css';
import { type AnswerProps, ofKind, type ResultKind, type ResultProps, resultTab } from '../result-kind';
import { useExampleAnswer } from '../use-example-answer';
import { WorstExamples } from '../WorstExamples';

/** The input itself: what the network gives back, and what gets lost on the way. */
export const inputResults: ResultKind = {
  kind: 'input',
  tabs: [resultTab('input', 'worst', WorstReconstructions), resultTab('input', 'residuals', Errors)],
  Answer: InputAnswer,
  table: ofKind('input', ({ errors }) => ({
    head: ['index', 'meanSquaredError'],
    rows: Array.from(errors, (error, index) => [index, error]),
  })),
  report: ofKind('input', ({ metrics }, _dataset, language) => ({
    head: [metric('meanSquaredError').label[language]],
    rows: [{ name: '', cells: [formatValue(metrics.meanSquaredError ?? Number.NaN, language)] }],
  })),
};

/** The examples that are reconstructed worst. */
function WorstReconstructions({ runId, result, dataset }: ResultProps<'input'>) {
  const language = useLanguage();
  const { errors } = result;
  const errorOf = useCallback((index: number) => errors[index] ?? 0, [errors]);
  return (
    <WorstExamples
      {...{ runId, dataset, errorOf }}
      order="error"
      count={errors.length}
      caption={(index) => <span>{formatValue(errors[index] ?? Number.NaN, language)}</span>}
      detail={(index) => <OneReconstruction runId={runId} index={index} />}
    />
  );
}

function OneReconstruction({ runId, index }: { readonly runId: string; readonly index: number }) {
  const { t } = useTranslation('results');
  const { answer, note } = useExampleAnswer(runId, index);
  return (
    <ExampleSection title={t('exampleNumber', { index })}>
      {answer === null ? note : <AnsweredInput answer={answer} />}
    </ExampleSection>
  );
}

function AnsweredInput({ answer }: Pick<AnswerProps, 'answer'>) {
  const { value, truth, image } = answer;
  if (value.kind !== 'input') return null;
  return <Reconstruction input={truth?.kind === 'input' ? truth.values : image} output={value.values} />;
}

function InputAnswer({ answer }: AnswerProps) {
  return <AnsweredInput answer={answer} />;
}

/** How the errors of the examples are spread. */
function Errors({ result }: ResultProps<'input'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const format = (value: number) => formatValue(value, language);
  const mean = result.errors.reduce((sum, value) => sum + value, 0) / Math.max(1, result.errors.length);
  return (
    <div className={`${styles.scroll} ${styles.plots}`} {...scrollRegion(t('views.residuals'))}>
      <HistogramPlot
        values={result.errors}
        label={t('errorsLabel', { mean: format(mean) })}
        axis={metric('meanSquaredError').label[language]}
        format={format}
        describe={(count, low, high) => t('binCount', { count, low, high })}
      />
    </div>
  );
}
