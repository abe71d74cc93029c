import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { metric } from '../../../../graph-runtime/targets/metrics';
import { useLanguage } from '../../../messages/useLanguage';
import { formatValue } from '../../../ui/figures';
import { scrollRegion } from '../../../ui/scroll-region';
import { ExampleSection } from '../ExampleSection';
import { HistogramPlot } from '../plots/HistogramPlot';
import { ImageComparison } from '../ImageComparison';
import styles from '../ResultsView.module.css';
import { type AnswerProps, ofKind, type ResultKind, type ResultProps, resultTab } from '../result-kind';
import { useExampleAnswer } from '../use-example-answer';
import { WorstExamples } from '../WorstExamples';

type ImageKind = 'image' | 'input';

/** The input itself, or a second image: what the network makes of an image, and how far off it is. */
export const imageResults: readonly ResultKind[] = (['image', 'input'] as const).map((kind) => ({
  kind,
  tabs: [resultTab(kind, 'worst', WorstImages), resultTab(kind, 'residuals', Errors)],
  Answer: ImageAnswer,
  table: ofKind(kind, ({ errors }) => ({
    head: ['index', 'meanSquaredError'],
    rows: Array.from(errors, (error, index) => [index, error]),
  })),
  report: ofKind(kind, ({ metrics }, _dataset, language) => ({
    head: [metric('meanSquaredError').label[language]],
    rows: [{ name: '', cells: [formatValue(metrics.meanSquaredError ?? Number.NaN, language)] }],
  })),
}));

/** The examples whose images are furthest off. */
function WorstImages({ runId, result, dataset }: ResultProps<ImageKind>) {
  const language = useLanguage();
  const { errors } = result;
  const errorOf = useCallback((index: number) => errors[index] ?? 0, [errors]);
  return (
    <WorstExamples
      {...{ runId, dataset, errorOf }}
      order="error"
      count={errors.length}
      caption={(index) => <span>{formatValue(errors[index] ?? Number.NaN, language)}</span>}
      detail={(index) => <OneImage runId={runId} index={index} />}
    />
  );
}

function OneImage({ runId, index }: { readonly runId: string; readonly index: number }) {
  const { t } = useTranslation('results');
  const { answer, note } = useExampleAnswer(runId, index);
  return (
    <ExampleSection title={t('exampleNumber', { index })}>
      {answer === null ? note : <ImageAnswer answer={answer} />}
    </ExampleSection>
  );
}

function ImageAnswer({ answer: { value, truth, image } }: Pick<AnswerProps, 'answer'>) {
  if (value.kind === 'input')
    return (
      <ImageComparison expected={truth?.kind === 'input' ? truth.values : image} output={value.values} />
    );
  if (value.kind !== 'image') return null;
  return (
    <ImageComparison
      input={image}
      expected={truth?.kind === 'image' ? truth.values : null}
      output={value.values}
    />
  );
}

/** How the errors of the examples are spread. */
function Errors({ result }: ResultProps<ImageKind>) {
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
