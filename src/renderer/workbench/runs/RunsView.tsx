import { History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { useRunList } from '../../store/runs/run-list';
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
  const [isComparing, setIsComparing] = useState(false);
  const chosen = useSavedRuns((state) => state.chosen);
  if (runs === null || runs.length === 0) {
    return <EmptyState icon={<History />} title={t('none')} text={t('noneText')} />;
  }
  if (isComparing && chosen.length > 1) return <CompareView onBack={() => setIsComparing(false)} />;
  return <RunList onCompare={() => setIsComparing(true)} />;
}

function RunList({ onCompare }: { readonly onCompare: () => void }) {
  const runs = useSavedRuns((state) => state.runs) ?? [];
  const only = useRunList((state) => state.only);
  const conditions = useRunList((state) => state.conditions);
  const groupBy = useRunList((state) => state.groupBy);
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
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
          onText={setText}
          fields={fields}
          groupBy={groupField}
          count={shown.length}
          onCompare={onCompare}
        />
        <RunConditions runs={runs} fields={fields} />
      </div>
      <div className={styles.halves} data-open={open === null ? undefined : ''}>
        <RunTable runs={shown} groupBy={groupField} opened={opened} onOpen={setOpened} />
        {open === null ? null : (
          <RunDetailsPane key={open.runId} run={open} onClose={() => setOpened(null)} />
        )}
      </div>
    </div>
  );
}
