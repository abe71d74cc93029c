import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import type { DatasetSummary } from '../../../contract/datasets';
import { failureText } from '../../../contract/failures';
import { targetSize } from '../../../graph-runtime/datasets/target-description';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { nameOfRun } from '../../store/runs/run-names';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useDataBrowser } from '../../store/view/data-browser';
import { DATA_ORDERS } from '../../store/view/data-filter';
import { Button } from '../../ui/Button';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import type { Browsed } from './browsed';
import styles from './FilterPane.module.css';

/** No id of a run, and no class: those have no blanks, or are numbers. */
const NONE = 'no choice';

/** What a chosen run made of the examples. */
export function PredictionFilter({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { dataset, filter, runId, names, asked } = browsed;
  const runs = useRunsFor(dataset, runId);
  const { change, ask } = useDataBrowser.getState();
  if (runs.length === 0) return null;
  const classes = names.map((label, at) => ({ value: String(at), label }));
  return (
    <div className={styles.part}>
      <h3 className={styles.heading}>{t('predictions')}</h3>
      <Select
        aria-label={t('run')}
        value={runId ?? NONE}
        options={[
          { value: NONE, label: t('noRun') },
          ...runs.map(({ runId: value }) => ({ value, label: nameOfRun(value) })),
        ]}
        onValueChange={(value) => ask(value === NONE ? null : value)}
      />
      {runId === null ? null : (
        <>
          <Segmented
            aria-label={t('outcome')}
            value={filter.outcome ?? 'all'}
            options={(['all', 'right', 'wrong'] as const).map((value) => ({
              value,
              label: t(`outcomes.${value}`),
            }))}
            onValueChange={(value) => change({ outcome: value === 'all' ? null : value })}
          />
          <Labeled label={t('predicted')}>
            <Select
              aria-label={t('predicted')}
              value={filter.predicted === null ? NONE : String(filter.predicted)}
              options={[{ value: NONE, label: t('anyClass') }, ...classes]}
              onValueChange={(value) => change({ predicted: value === NONE ? null : Number(value) })}
            />
          </Labeled>
          <Labeled label={t('order')}>
            <Select
              aria-label={t('order')}
              value={filter.order}
              options={DATA_ORDERS.map((value) => ({ value, label: t(`orders.${value}`) }))}
              onValueChange={(order) => change({ order })}
            />
          </Labeled>
          <Asking asked={asked} />
        </>
      )}
    </div>
  );
}

function Labeled({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className={styles.labeled}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}

function Asking({ asked: { busy, failure, retry } }: Pick<Browsed, 'asked'>) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  return (
    <>
      <p className={styles.muted} role="status">
        {busy === null ? '' : t('predicting', { split: t(`parts.${busy}`) })}
      </p>
      {failure === null ? null : (
        <>
          <p className={styles.failure} role="alert">
            {failureText(failure, language)}
          </p>
          <Button size="small" onClick={retry}>
            {t('retry')}
          </Button>
        </>
      )}
    </>
  );
}

/** Runs with weights whose network takes these examples for one of these classes: of this data set, or of another of its kind. */
function useRunsFor(dataset: DatasetSummary, chosen: string | null): readonly RunSummary[] {
  const runs = useSavedRuns((state) => state.runs);
  const datasets = useDatasets();
  return useMemo(() => {
    const isAlike = ({ exampleShape, target }: DatasetSummary) =>
      target.kind === 'class' &&
      exampleShape.join() === dataset.exampleShape.join() &&
      targetSize(target) === targetSize(dataset.target);
    const alike = new Set(datasets.filter(isAlike).map(({ id }) => id));
    return (runs ?? []).filter(
      ({ runId, hasWeights, datasetId }) => runId === chosen || (hasWeights && alike.has(datasetId)),
    );
  }, [runs, datasets, dataset, chosen]);
}
