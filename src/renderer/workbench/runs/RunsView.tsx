import { FileText, GitCompareArrows, History } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { Segmented } from '../../ui/Segmented';
import { TextField } from '../../ui/TextField';
import { CompareView } from '../compare/CompareView';
import { exportReport } from '../report/export-report';
import { filterRuns, type RunFilter } from './filter-runs';
import { RunDetailsPane } from './RunDetailsPane';
import styles from './RunsView.module.css';
import { RunTable } from './RunTable';
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
  const { t } = useTranslation('runs');
  const runs = useSavedRuns((state) => state.runs) ?? [];
  const chosen = useSavedRuns((state) => state.chosen);
  const [filter, setFilter] = useState<RunFilter>({ text: '', only: 'all' });
  const [opened, setOpened] = useState<string | null>(null);
  const networkHash = useNetworkHash();
  const shown = filterRuns(runs, filter, networkHash);
  const open = runs.find((run) => run.runId === opened) ?? null;
  return (
    <div className={styles.view}>
      <div className={styles.toolbar}>
        <span className={styles.search}>
          <TextField
            type="search"
            aria-label={t('filter')}
            placeholder={t('filter')}
            value={filter.text}
            onValueChange={(text) => setFilter({ ...filter, text })}
          />
        </span>
        <Segmented
          aria-label={t('only')}
          value={filter.only}
          options={(['all', 'starred', 'network'] as const).map((value) => ({
            value,
            label: t(`onlyOptions.${value}`),
          }))}
          onValueChange={(only) => setFilter({ ...filter, only })}
        />
        <span className={styles.count}>{t('count', { count: shown.length })}</span>
        <span className={styles.spacer} />
        {chosen.length === 0 ? null : (
          <Button size="small" variant="quiet" onClick={() => useSavedRuns.getState().chooseOnly([])}>
            {t('chooseNone')}
          </Button>
        )}
        <Button
          size="small"
          icon={<FileText />}
          isDisabled={chosen.length === 0}
          onClick={() => void exportReport()}
          data-testid="export-report"
          title={t('report.help')}
        >
          {t('report.export')}
        </Button>
        <Button
          size="small"
          variant={chosen.length > 1 ? 'primary' : 'secondary'}
          icon={<GitCompareArrows />}
          isDisabled={chosen.length < 2}
          onClick={onCompare}
          data-testid="compare-runs"
          title={t('compareHelp')}
        >
          {t('compare', { count: chosen.length })}
        </Button>
      </div>
      <div className={styles.halves} data-open={open === null ? undefined : ''}>
        <RunTable runs={shown} opened={opened} onOpen={setOpened} />
        {open === null ? null : (
          <RunDetailsPane key={open.runId} run={open} onClose={() => setOpened(null)} />
        )}
      </div>
    </div>
  );
}
