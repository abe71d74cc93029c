import { Check, X } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { NEAREST, type Retrieval } from '../../../contract/contract';
import type { DatasetSummary } from '../../../contract/datasets';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useLatestAnswer } from '../../store/runs/use-latest-answer';
import { Fact } from '../../ui/Facts';
import { formatAccuracy, formatCount, formatValue } from '../../ui/figures';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { useTestImages } from './ExampleImages';
import { ExampleSection } from './ExampleSection';
import styles from './NearestNeighbors.module.css';
import results from './ResultsView.module.css';
import type { ResultProps } from './result-kind';
import { useClassNames } from './use-class-names';
import { WorstExamples } from './WorstExamples';

const QUESTION = { type: 'retrieval' } as const;

/** Test examples as queries: which others are nearest to each where the network has them as points, those first that find least of their class. */
export function NearestNeighbors({ runId, dataset }: Pick<ResultProps, 'runId' | 'dataset'>) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const { answer, failure } = useLatestAnswer(runId, QUESTION);
  if (failure !== null) return <p className={results.failure}>{failureText(failure, language)}</p>;
  if (answer === null)
    return (
      <p className={styles.busy} role="status">
        {t('findingNeighbors')}
      </p>
    );
  return (
    <div className={styles.view}>
      <Figures answer={answer} />
      <Queries {...{ runId, dataset, answer }} />
    </div>
  );
}

function Figures({ answer }: { readonly answer: Retrieval }) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const share = (value: number) => formatAccuracy(value, language);
  const { queries, recallAt1, recallAt5, meanAveragePrecision, measure, path } = answer;
  return (
    <div className={styles.figures} data-testid="retrieval-figures">
      <dl className={styles.list}>
        <Fact label={t('recallAt', { most: 1 })} title={t('recallAtHelp', { most: 1 })}>
          {share(recallAt1)}
        </Fact>
        <Fact label={t('recallAt', { most: NEAREST })} title={t('recallAtHelp', { most: NEAREST })}>
          {share(recallAt5)}
        </Fact>
        <Fact label={t('retrievalMap')} title={t('retrievalMapHelp')}>
          {share(meanAveragePrecision)}
        </Fact>
      </dl>
      <p className={results.muted}>
        {t('retrievalOf', {
          ...{ count: queries, queries: formatCount(queries, language), node: path },
          measure: t(`distanceMeasures.${measure}`),
        })}
      </p>
    </div>
  );
}

interface QueriesProps {
  readonly runId: string;
  readonly dataset: DatasetSummary | null;
  readonly answer: Retrieval;
}

function Queries({ runId, dataset, answer }: QueriesProps) {
  const language = useLanguage();
  const { averagePrecisions } = answer;
  const precisionOf = (index: number) => averagePrecisions[index] ?? Number.NaN;
  const errorOf = useCallback(
    (index: number) => {
      const precision = averagePrecisions[index] ?? Number.NaN;
      // What has no other of its class cannot find one.
      return Number.isNaN(precision) ? Number.NEGATIVE_INFINITY : -precision;
    },
    [averagePrecisions],
  );
  return (
    <WorstExamples
      {...{ runId, dataset, errorOf }}
      count={answer.count}
      caption={(index) => <span>{formatAccuracy(precisionOf(index), language)}</span>}
      detail={(index) => <Neighbors {...{ dataset, answer }} query={index} />}
    />
  );
}

interface NeighborsProps extends Omit<QueriesProps, 'runId'> {
  readonly query: number;
}

/** A query with the nearest others, each right or wrong. */
function Neighbors({ dataset, answer, query }: NeighborsProps) {
  const { t } = useTranslation('results');
  const language = useLanguage();
  const { labels, nearest, distances, averagePrecisions } = answer;
  const names = useClassNames(dataset, 0);
  const nameOf = (index: number) => names[labels[index] ?? -1] ?? String(labels[index] ?? '');
  const start = query * NEAREST;
  const found = [...nearest.subarray(start, start + NEAREST)].filter((index) => index >= 0);
  const shown = [query, ...found];
  const images = useTestImages(dataset, shown);
  const precision = averagePrecisions[query] ?? Number.NaN;
  return (
    <ExampleSection title={t('imageNumber', { index: query })}>
      <ul className={styles.neighbors} data-testid="nearest-neighbors">
        {shown.map((index, at) => {
          const isRight = labels[index] === labels[query];
          const name = nameOf(index);
          const said = at === 0 ? 'query' : isRight ? 'neighborRight' : 'neighborWrong';
          return (
            <li key={index} className={styles.neighbor} data-right={at === 0 ? undefined : isRight}>
              {images === null ? (
                <span className={styles.placeholder} />
              ) : (
                <PixelImage
                  source={imageOf(images.pixels, images.exampleShape, at)}
                  range={BYTES}
                  label={t('imageNumber', { index })}
                  size={5}
                />
              )}
              <span className={styles.name}>
                {at === 0 ? null : isRight ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
                {t(said, { name })}
              </span>
              {at === 0 ? null : (
                <span className={results.muted}>
                  {t('neighborDistance', {
                    distance: formatValue(distances[start + at - 1] ?? Number.NaN, language),
                  })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      {Number.isNaN(precision) ? null : (
        <p className={results.muted}>
          {t('averagePrecisionIs', { precision: formatAccuracy(precision, language) })}
        </p>
      )}
    </ExampleSection>
  );
}
