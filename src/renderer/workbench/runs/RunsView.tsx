import { History } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { useRunList } from '../../store/runs/run-list';
import { useRunsPlace } from '../../store/runs/runs-place';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { EmptyState } from '../../ui/EmptyState';
import { CompareView } from '../compare/CompareView';
import { filterRuns } from './filter-runs';
import { RunConditions } from './RunConditions';
import { RunDetailsPane } from './RunDetailsPane';
import { RunsToolbar } from './RunsToolbar';
import styles from './RunsView.module.css';
import { RunTable } from './RunTable';
import { runFields } from './run-fields';
import { useNetworkHash } from './use-network-hash';

/** Every run there was: to find, to name, to compare, to continue from. */
export function RunsView() {
  const { t } = useTranslation('runs');
  const runs = useSavedRuns((state) => state.runs);
  const canCompare = useSavedRuns((state) => state.chosen.length > 1);
  const isComparing = useRunsPlace((state) => state.comparedBy !== null);
  const { change } = useRunsPlace.getState();
  useEffect(() => {
    // Choosing a second run is no wish to compare, whatever was compared before.
    if (!canCompare) change({ comparedBy: null });
  }, [canCompare, change]);
  if (runs === null || runs.length === 0) {
    return <EmptyState icon={<History />} title={t('none')} text={t('noneText')} />;
  }
  if (isComparing && canCompare) return <CompareView onBack={() => change({ comparedBy: null })} />;
  return <RunList onCompare={() => change({ comparedBy: 'curves' })} />;
}

function RunList({ onCompare }: { readonly onCompare: () => void }) {
  const runs = useSavedRuns((state) => state.runs) ?? [];
  const only = useRunList((state) => state.only);
  const conditions = useRunList((state) => state.conditions);
  const groupBy = useRunList((state) => state.groupBy);
  const { text, opened, change } = useRunsPlace();
  const networkHash = useNetworkHash();
  const fields = runFields(runs, { language: useLanguage(), datasets: useDatasets() });
  const shown = filterRuns(runs, { text, only, conditions }, { networkHash, fields });
  const groupField = fields.find(({ key }) => key === groupBy) ?? null;
  const open = runs.find((run) => run.runId === opened) ?? null;
  return (
    <div className={styles.view}>
      <div>
        <RunsToolbar
          text={text}
          onText={(next) => change({ text: next })}
          fields={fields}
          groupBy={groupField}
          count={shown.length}
          onCompare={onCompare}
        />
        <RunConditions runs={runs} fields={fields} />
      </div>
      <div className={styles.halves} data-open={open === null ? undefined : ''}>
        <RunTable
          runs={shown}
          groupBy={groupField}
          opened={opened}
          onOpen={(next) => change({ opened: next })}
        />
        {open === null ? null : (
          <RunDetailsPane key={open.runId} run={open} onClose={() => change({ opened: null })} />
        )}
      </div>
    </div>
  );
}
