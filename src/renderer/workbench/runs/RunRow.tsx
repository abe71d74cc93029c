import { Ellipsis, PackageOpen, Server, Star } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { RunMark } from '../../charts/RunMark';
import { RunName } from '../../charts/RunName';
import { bestText } from '../../charts/run-outcome';
import { formatMoment } from '../../messages/moment';
import { useLanguage } from '../../messages/useLanguage';
import { datasetOfRun, useDatasets } from '../../store/document/datasets';
import { runTitle } from '../../store/runs/run-names';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { formatDuration, formatLoss } from '../../ui/figures';
import { formatList } from '../../ui/format-list';
import { formatShort } from '../../ui/format-number';
import { IconButton } from '../../ui/IconButton';
import { Menu } from '../../ui/Menu';
import { FindingMark } from './RunFindings';
import styles from './RunTable.module.css';
import { runActions } from './run-actions';

export interface RunRowProps {
  readonly ref: (row: Element | null) => void;
  /** Its place in the table. */
  readonly index: number;
  readonly run: RunSummary;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** That other machines train a run, or did. */
function PlaceMark({ run: { machine, together } }: { readonly run: RunSummary }) {
  const { t } = useTranslation('machines');
  const language = useLanguage();
  if (machine === undefined && together === undefined) return null;
  const names = together?.map(({ name }) => name) ?? [];
  const label =
    machine === undefined
      ? t('together.trained', { names: formatList(names, language) })
      : t('trainedOn', { name: machine.name });
  return (
    <Server className={styles.imported} role="img" aria-label={label}>
      <title>{label}</title>
    </Server>
  );
}

/** One saved run. */
export function RunRow({ ref, index, run, isOpen, onOpen }: RunRowProps) {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const isChosen = useSavedRuns((state) => state.chosen.includes(run.runId));
  const { choose, update } = useSavedRuns.getState();
  const datasets = useDatasets();
  const title = runTitle(run);
  const { settings } = run;
  return (
    <tr
      ref={ref}
      data-index={index}
      aria-rowindex={index + 2}
      data-open={isOpen ? '' : undefined}
      data-run={run.runId}
      data-testid="run-row"
    >
      <td className={styles.tools}>
        <span className={styles.marks}>
          <input
            type="checkbox"
            checked={isChosen}
            aria-label={t('chooseRun', { name: title })}
            onChange={(event) => choose(run.runId, event.target.checked)}
          />
          <IconButton
            size="small"
            icon={<Star {...(run.isStarred ? { fill: 'currentColor' } : {})} />}
            label={t(run.isStarred ? 'unstar' : 'star', { name: title })}
            isPressed={run.isStarred}
            tooltipSide="top"
            onClick={() => void update(run.runId, { isStarred: !run.isStarred })}
          />
        </span>
      </td>
      <th scope="row" className={styles.name}>
        <span className={styles.nameCell}>
          <RunMark runId={run.runId} />
          <RunName runId={run.runId} isOpen={isOpen} onOpen={onOpen} />
          <PlaceMark run={run} />
          {run.imported === undefined ? null : (
            <PackageOpen
              className={styles.imported}
              role="img"
              aria-label={t('importedWith', { name: run.imported.from })}
            >
              <title>{t('importedWith', { name: run.imported.from })}</title>
            </PackageOpen>
          )}
        </span>
      </th>
      <td className={styles.phase} data-phase={run.phase}>
        {t(`phases.${run.waiting ?? run.phase}`)}
        <FindingMark run={run} />
      </td>
      <td>{bestText(run, language, true)}</td>
      <td>{`${run.epochsDone} / ${settings.epochs}`}</td>
      <td>{run.last === null ? '–' : formatLoss(run.last.testLoss)}</td>
      <td>{Number(settings.optimizer.learningRate.toPrecision(6))}</td>
      <td>{settings.batchSize}</td>
      <td>{settings.seed}</td>
      <td>{run.trainableParameters === null ? '–' : formatShort(run.trainableParameters, language)}</td>
      <td className={styles.phase}>{datasetOfRun(run, datasets)}</td>
      <td>{formatDuration(run.seconds, language)}</td>
      <td>{formatMoment(run.startedAt, Date.now(), language)}</td>
      <td className={styles.tools}>
        <Menu
          align="end"
          trigger={
            <button type="button" className={styles.menu} aria-label={t('actionsOf', { name: title })}>
              <Ellipsis aria-hidden="true" />
            </button>
          }
          entries={runActions(run)}
        />
      </td>
    </tr>
  );
}
