import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { RunMark } from '../../charts/RunMark';
import { useLanguage } from '../../messages/useLanguage';
import { runTitle } from '../../store/runs/run-names';
import { comparedIds, useSavedRuns } from '../../store/runs/saved-runs';
import { Switch } from '../../ui/Switch';
import styles from './CompareView.module.css';
import { outcomeRows, settingRows } from './compared-rows';

/** Settings and results of the compared runs, a column each; what differs is marked. */
export function SettingsTable() {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const [isAll, setIsAll] = useState(false);
  const runs = useSavedRuns(
    useShallow((state) =>
      comparedIds(state).flatMap((runId) => state.runs?.filter((run) => run.runId === runId) ?? []),
    ),
  );
  const rows = [...outcomeRows(runs, language), ...settingRows(runs, language)];
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
