import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import type { RunSummary } from '../../../contract/contract';
import { settingLines } from '../../../graph-runtime/settings/describe';
import { RunMark } from '../../charts/RunMark';
import { currentLanguage } from '../../messages/i18n';
import { useLanguage } from '../../messages/useLanguage';
import { runTitle } from '../../store/runs/run-names';
import { comparedIds, useSavedRuns } from '../../store/runs/saved-runs';
import { formatAccuracy, formatCount, formatDuration, formatLoss } from '../../ui/figures';
import { Switch } from '../../ui/Switch';
import styles from './CompareView.module.css';

interface Row {
  readonly key: string;
  readonly label: string;
  readonly texts: readonly string[];
  readonly isDifferent: boolean;
}

/** Settings and results of the compared runs, a column each; what differs is marked. */
export function SettingsTable() {
  const { t } = useTranslation('runs');
  const [isAll, setIsAll] = useState(false);
  const runs = useSavedRuns(
    useShallow((state) =>
      comparedIds(state).flatMap((runId) => state.runs?.filter((run) => run.runId === runId) ?? []),
    ),
  );
  const rows = [...useOutcomeRows(runs), ...settingRows(runs)];
  const shown = isAll ? rows : rows.filter((row) => row.isDifferent);
  return (
    <div className={styles.box}>
      <p className={styles.option}>
        <Switch isOn={isAll} label={t('showEqual')} onToggle={setIsAll} />
      </p>
      <table className={styles.table} data-testid="compared-settings">
        <thead>
          <tr>
            <th scope="col">{t('setting')}</th>
            {runs.map((run) => (
              <th key={run.runId} scope="col">
                <span className={styles.run}>
                  <RunMark runId={run.runId} />
                  {runTitle(run)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.key} data-different={row.isDifferent ? '' : undefined}>
              <th scope="row">{row.label}</th>
              {runs.map((run, at) => (
                <td key={run.runId}>{row.texts[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <p className={styles.option}>{t('noDifference')}</p> : null}
    </div>
  );
}

function rowOf(key: string, label: string, texts: readonly string[]): Row {
  return { key, label, texts, isDifferent: new Set(texts).size > 1 };
}

function useOutcomeRows(runs: readonly RunSummary[]): Row[] {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const row = (key: string, label: string, read: (run: RunSummary) => string) =>
    rowOf(key, label, runs.map(read));
  return [
    row('accuracy', t('columns.bestAccuracy'), (run) =>
      run.bestTestAccuracy === null ? '–' : formatAccuracy(run.bestTestAccuracy, language),
    ),
    row('loss', t('columns.testLoss'), (run) => (run.last === null ? '–' : formatLoss(run.last.testLoss))),
    row('seconds', t('columns.seconds'), (run) => formatDuration(run.seconds, language)),
    row('parameters', t('columns.parameters'), (run) =>
      run.trainableParameters === null ? '–' : formatCount(run.trainableParameters, language),
    ),
    row('network', t('facts.network'), (run) => `${run.documentName} · ${run.networkHash.slice(0, 7)}`),
    row('dataset', t('facts.dataset'), (run) => `${run.datasetId} · ${run.datasetHash.slice(0, 12)}`),
    row('device', t('facts.device'), (run) => run.device?.name ?? '–'),
    row('versions', t('facts.versions'), (run) => `Netloom ${run.appVersion} · ${run.engine ?? '–'}`),
  ];
}

/** Every setting that any of the runs has. */
export function settingRows(runs: readonly RunSummary[]): Row[] {
  const lines = runs.map(
    (run) => new Map(settingLines(run.settings, currentLanguage()).map((line) => [line.key, line])),
  );
  const keys = [...new Set(lines.flatMap((map) => [...map.keys()]))];
  return keys.map((key) => {
    const label = lines.find((map) => map.has(key))?.get(key)?.label ?? key;
    return rowOf(
      key,
      label,
      lines.map((map) => map.get(key)?.text ?? '–'),
    );
  });
}
