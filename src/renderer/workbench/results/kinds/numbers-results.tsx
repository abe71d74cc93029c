import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { i18n } from '../../../messages/i18n';
import { useLanguage } from '../../../messages/useLanguage';
import { formatValue } from '../../../ui/figures';
import { Select } from '../../../ui/Select';
import { scrollRegion } from '../../../ui/scroll-region';
import { ExamplePicture } from '../ExamplePicture';
import { ExampleSection } from '../ExampleSection';
import { PredictedNumbers } from '../PredictedNumbers';
import { HistogramPlot } from '../plots/HistogramPlot';
import { ScatterPlot } from '../plots/ScatterPlot';
import styles from '../ResultsView.module.css';
import {
  type AnswerProps,
  ofKind,
  type ResultKind,
  type ResultOf,
  type ResultProps,
  resultTab,
} from '../result-kind';
import { WorstExamples } from '../WorstExamples';
import { largest } from '../worst-examples';

/** Numbers that are predicted: how near the predictions are, in the units of the data. */
export const numbersResults: ResultKind = {
  kind: 'numbers',
  tabs: [
    resultTab('numbers', 'scatter', PredictedAgainstActual),
    resultTab('numbers', 'residuals', Residuals),
    resultTab('numbers', 'worst', WorstOfNumbers),
  ],
  Answer: NumbersAnswer,
  table: ofKind('numbers', ({ numbers, labels, predictions, count }) => ({
    head: ['index', ...numbers.flatMap(({ name }) => [`${name} (actual)`, `${name} (predicted)`])],
    rows: Array.from({ length: count }, (_, index) => [
      index,
      ...numbers.flatMap((_, at) => {
        const place = index * numbers.length + at;
        return [labels[place] ?? Number.NaN, predictions[place] ?? Number.NaN];
      }),
    ]),
  })),
  report: ofKind('numbers', ({ numbers }, _dataset, language) => ({
    head: (['rootMeanSquaredError', 'meanAbsoluteError', 'r2'] as const).map((key) =>
      i18n.t(`results:numberColumns.${key}`),
    ),
    rows: numbers.map(({ name, rootMeanSquaredError, meanAbsoluteError, r2 }) => ({
      name,
      cells: [rootMeanSquaredError, meanAbsoluteError, r2].map((value) => formatValue(value, language)),
    })),
  })),
};

/** The values of one of the numbers, over all test examples. */
function columnOf(values: Float32Array, size: number, at: number): Float32Array {
  return Float32Array.from({ length: values.length / size }, (_, index) => values[index * size + at] ?? 0);
}

function useColumns({ numbers, labels, predictions }: ResultOf<'numbers'>, at: number) {
  return useMemo(() => {
    const actual = columnOf(labels, numbers.length, at);
    const predicted = columnOf(predictions, numbers.length, at);
    return { actual, predicted, residuals: predicted.map((value, index) => value - (actual[index] ?? 0)) };
  }, [numbers, labels, predictions, at]);
}

interface NumberChoiceProps {
  readonly result: ResultOf<'numbers'>;
  readonly at: number;
  readonly onChange: (at: number) => void;
}

/** Which of several numbers is shown, with its figures; those of the only one are above. */
function NumberChoice({ result, at, onChange }: NumberChoiceProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const one = result.numbers[at];
  if (one === undefined) return null;
  return (
    <div className={styles.controls}>
      {result.numbers.length === 1 ? (
        <strong>{one.name}</strong>
      ) : (
        <Select
          aria-label={t('whichNumber')}
          value={String(at)}
          options={result.numbers.map(({ name }, index) => ({ value: String(index), label: name }))}
          onValueChange={(value) => onChange(Number(value))}
        />
      )}
      {result.numbers.length === 1 ? null : (
        <p className={styles.muted}>
          {(['r2', 'meanAbsoluteError', 'rootMeanSquaredError'] as const)
            .map((key) => `${t(`numberColumns.${key}`)} ${formatValue(one[key], language)}`)
            .join(' · ')}
        </p>
      )}
    </div>
  );
}

/** Every test example as a point: right ones lie on the diagonal. */
function PredictedAgainstActual({ runId, result, dataset }: ResultProps<'numbers'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const [at, setAt] = useState(0);
  const { actual, predicted, residuals } = useColumns(result, at);
  const [wanted, setChosen] = useState<number | null>(null);
  const worst = useMemo(
    () => largest(residuals.length, (index) => Math.abs(residuals[index] ?? 0), 1)[0] ?? null,
    [residuals],
  );
  const chosen = wanted ?? worst;
  const format = useMemo(() => (value: number) => formatValue(value, language), [language]);
  const figures = result.numbers[at];
  return (
    <div className={styles.halves}>
      <div className={`${styles.half} ${styles.plots}`}>
        <NumberChoice result={result} at={at} onChange={setAt} />
        <ScatterPlot
          {...{ actual, predicted, format, chosen }}
          label={t('scatterLabel', {
            name: figures?.name,
            count: result.count,
            r2: format(figures?.r2 ?? Number.NaN),
            error: format(figures?.meanAbsoluteError ?? Number.NaN),
          })}
          describe={(index) =>
            t('scatterPoint', {
              index,
              actual: format(actual[index] ?? Number.NaN),
              predicted: format(predicted[index] ?? Number.NaN),
              difference: format(residuals[index] ?? Number.NaN),
            })
          }
          onChoose={setChosen}
        />
      </div>
      {chosen === null ? null : <NumbersOfExample {...{ runId, result, dataset }} index={chosen} />}
    </div>
  );
}

/** How the differences are spread: centered at zero where the network is not biased. */
function Residuals({ result }: ResultProps<'numbers'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const [at, setAt] = useState(0);
  const { residuals } = useColumns(result, at);
  const format = (value: number) => formatValue(value, language);
  const mean = residuals.reduce((sum, value) => sum + value, 0) / Math.max(1, residuals.length);
  return (
    <div className={`${styles.scroll} ${styles.plots}`} {...scrollRegion(t('views.residuals'))}>
      <NumberChoice result={result} at={at} onChange={setAt} />
      <HistogramPlot
        values={residuals}
        label={t('residualsLabel', { name: result.numbers[at]?.name, mean: format(mean) })}
        axis={t('residualsAxis')}
        format={format}
        describe={(count, low, high) => t('binCount', { count, low, high })}
      />
    </div>
  );
}

/** The examples that are furthest from right, by the squared differences in deviations of the data. */
function WorstOfNumbers({ runId, result, dataset }: ResultProps<'numbers'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const errorOf = useMemo(() => errorsIn(result), [result]);
  const format = (value: number | undefined) => formatValue(value ?? Number.NaN, language);
  const size = result.numbers.length;
  return (
    <WorstExamples
      {...{ runId, dataset, errorOf }}
      order="error"
      count={result.count}
      caption={(index) => (
        <>
          <span>{format(result.predictions[index * size])}</span>
          <span>{t('mistaken', { actual: format(result.labels[index * size]) })}</span>
        </>
      )}
      detail={(index) => <NumbersOfExample {...{ runId, result, dataset }} index={index} />}
    />
  );
}

/** Squared differences of an example, each number measured by how much it varies. */
function errorsIn({ numbers, labels, predictions }: ResultOf<'numbers'>): (index: number) => number {
  const size = numbers.length;
  const variances = numbers.map((_, at) => {
    const values = columnOf(labels, size, at);
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length) || 1;
  });
  return (index) =>
    variances.reduce((sum, variance, at) => {
      const place = index * size + at;
      return sum + ((predictions[place] ?? 0) - (labels[place] ?? 0)) ** 2 / variance;
    }, 0);
}

function NumbersOfExample({ result, dataset, index }: ResultProps<'numbers'> & { readonly index: number }) {
  const { t } = useTranslation('results');
  const size = result.numbers.length;
  const part = (values: Float32Array) => values.subarray(index * size, (index + 1) * size);
  return (
    <ExampleSection title={t('exampleNumber', { index })}>
      <div className={styles.example}>
        <ExamplePicture dataset={dataset} index={index} />
        <PredictedNumbers
          names={result.numbers.map(({ name }) => name)}
          predicted={part(result.predictions)}
          actual={part(result.labels)}
        />
      </div>
    </ExampleSection>
  );
}

function NumbersAnswer({ dataset, answer }: AnswerProps) {
  const { value, truth } = answer;
  if (value.kind !== 'numbers') return null;
  const names = dataset?.target.kind === 'numbers' ? dataset.target.names : [];
  return (
    <PredictedNumbers
      names={Array.from(value.values, (_, at) => names[at] ?? String(at))}
      predicted={value.values}
      actual={truth?.kind === 'numbers' ? truth.values : null}
    />
  );
}
