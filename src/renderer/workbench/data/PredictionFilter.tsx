import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import type { DatasetSummary } from '../../../contract/datasets';
import { failureText } from '../../../contract/failures';
import { classNamesIn, labelNames, targetSize } from '../../../graph-runtime/datasets/target-description';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { nameOfRun } from '../../store/runs/run-names';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { lookAtOutput, useDataBrowser } from '../../store/view/data-browser';
import { outputsOfRun } from '../../store/view/data-outputs';
import { ofLearned, type Outcome, outcomeKind } from '../../store/view/data-outcomes';
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
  const { dataset, runId, output, asked } = browsed;
  const runs = useRunsFor(dataset, runId);
  const { ask } = useDataBrowser.getState();
  if (runs.length === 0) return null;
  const chosen = runs.find((run) => run.runId === runId);
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
      {chosen === undefined || output === null ? null : (
        <>
          {output.path === null ? null : (
            <Labeled label={t('output')}>
              <Select
                aria-label={t('output')}
                value={output.path}
                options={(chosen.outputs ?? []).map(({ path }) => ({ value: path, label: path }))}
                onValueChange={lookAtOutput}
              />
            </Labeled>
          )}
          <Outcomes browsed={browsed} kind={output.target} />
          <Asking asked={asked} />
        </>
      )}
    </div>
  );
}

interface OutcomesProps {
  readonly browsed: Browsed;
  /** What is predicted. */
  readonly kind: TargetKindId;
}

/** Which predictions are shown, and in which order, as far as their kind has any. */
function Outcomes({ browsed, kind }: OutcomesProps) {
  const { filter } = browsed;
  const language = useLanguage();
  const names = classNamesIn(ofLearned(browsed).target, language);
  const { t } = useTranslation('browser');
  const { outcomes, hasClasses } = outcomeKind(kind);
  const { change } = useDataBrowser.getState();
  const classes = names.map((label, at) => ({ value: String(at), label }));
  const outcome = filter.outcome !== null && outcomes.includes(filter.outcome) ? filter.outcome : 'all';
  const choices = (['all', ...outcomes] as const).map((value) => ({ value, label: t(`outcomes.${value}`) }));
  const choose = (value: Outcome | 'all') => change({ outcome: value === 'all' ? null : value });
  return (
    <>
      {outcomes.length === 0 ? null : outcomes.length > 2 ? (
        <Labeled label={t('outcome')}>
          <Select aria-label={t('outcome')} value={outcome} options={choices} onValueChange={choose} />
        </Labeled>
      ) : (
        <Segmented aria-label={t('outcome')} value={outcome} options={choices} onValueChange={choose} />
      )}
      {hasClasses ? (
        <Labeled label={t('predicted')}>
          <Select
            aria-label={t('predicted')}
            value={filter.predicted === null ? NONE : String(filter.predicted)}
            options={[{ value: NONE, label: t('anyClass') }, ...classes]}
            onValueChange={(value) => change({ predicted: value === NONE ? null : Number(value) })}
          />
        </Labeled>
      ) : null}
    </>
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

/**
 * Runs with weights whose network takes these examples, and an output of which predicts labels of this kind: trained on this data set, or on another one of its
 * kind. A reconstruction needs no labels.
 */
function useRunsFor(dataset: DatasetSummary, chosen: string | null): readonly RunSummary[] {
  const runs = useSavedRuns((state) => state.runs);
  const datasets = useDatasets();
  return useMemo(() => {
    const ofShape = datasets.filter(
      ({ exampleShape }) => exampleShape.join() === dataset.exampleShape.join(),
    );
    const takes = new Set(ofShape.map(({ id }) => id));
    const isAlike = ({ target }: DatasetSummary) =>
      target.kind === dataset.target.kind && targetSize(target) === targetSize(dataset.target);
    const labels = new Set(ofShape.filter(isAlike).map(({ id }) => id));
    const named = labelNames(dataset.target);
    const isFor = ({ datasetId, ...run }: RunSummary) =>
      outputsOfRun(run).some(({ target, labelName }) => {
        if (target === 'input') return takes.has(datasetId);
        const isNamed = named.length === 0 || labelName === undefined || named.includes(labelName);
        return isNamed && labels.has(datasetId);
      });
    return (runs ?? []).filter((run) => run.runId === chosen || (run.hasWeights && isFor(run)));
  }, [runs, datasets, dataset, chosen]);
}
