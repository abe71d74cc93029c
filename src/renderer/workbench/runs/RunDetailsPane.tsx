import { FolderOpen, Play, RotateCw, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { settingLines } from '../../../graph-runtime/settings/describe';
import type { Language } from '../../../graph-runtime/text/text';
import { i18n } from '../../messages/i18n';
import { formatMoment } from '../../messages/moment';
import { useLanguage } from '../../messages/useLanguage';
import { datasetOfRun, useDatasets } from '../../store/document/datasets';
import { openNetworkOf } from '../../store/files/run-network';
import { runTitle } from '../../store/runs/run-names';
import { isTraining, useRuns } from '../../store/runs/runs';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { Button } from '../../ui/Button';
import { Fact, Facts } from '../../ui/Facts';
import { IconButton } from '../../ui/IconButton';
import { TextField } from '../../ui/TextField';
import styles from './RunDetailsPane.module.css';
import { RunFindings } from './RunFindings';
import { resumeRun, startFromWeights } from './run-actions';

export interface RunDetailsPaneProps {
  readonly run: RunSummary;
  readonly onClose: () => void;
}

/** Everything saved of one run: its name and notes to write, its settings, and what it ran on. */
export function RunDetailsPane({ run, onClose }: RunDetailsPaneProps) {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const datasets = useDatasets();
  const isBusy = useRuns(isTraining);
  return (
    <section className={styles.pane} aria-label={runTitle(run)} data-testid="run-details">
      <header className={styles.head}>
        <NameField run={run} />
        <IconButton size="small" icon={<X />} label={t('closeDetails')} tooltipSide="top" onClick={onClose} />
      </header>
      <div className={styles.actions}>
        <Button size="small" icon={<FolderOpen />} onClick={() => void openNetworkOf(run.runId)}>
          {t('openNetwork')}
        </Button>
        {run.isResumable ? (
          <Button
            size="small"
            icon={<RotateCw />}
            isDisabled={isBusy}
            onClick={() => void resumeRun(run.runId)}
            data-testid="resume-run"
          >
            {t('resume')}
          </Button>
        ) : null}
        {run.hasWeights ? (
          <Button
            size="small"
            icon={<Play />}
            isDisabled={isBusy}
            onClick={() => void startFromWeights(run.runId)}
          >
            {t('startFrom')}
          </Button>
        ) : null}
      </div>
      {run.failure === null ? null : <p className={styles.failure}>{failureText(run.failure, language)}</p>}
      <RunFindings run={run} />
      <Notes run={run} />
      <Facts>
        {settingLines(run.settings, language).map(({ key, label, text }) => (
          <Fact key={key} label={label}>
            {text}
          </Fact>
        ))}
        <Fact label={t('facts.dataset')}>
          {datasetOfRun(run, datasets)} · <code>{run.datasetId}</code> ·{' '}
          <code>{run.datasetHash.slice(0, 12)}</code>
        </Fact>
        <Fact label={t('facts.network')}>{run.networkHash.slice(0, 12)}</Fact>
        <Fact label={t('facts.device')}>{run.device?.name ?? '–'}</Fact>
        {run.imported === undefined ? null : (
          <Fact label={t('facts.imported')}>{importedText(run.imported, language)}</Fact>
        )}
        <Fact label={t('facts.versions')}>{`Netloom ${run.appVersion} · ${run.engine ?? '–'}`}</Fact>
      </Facts>
    </section>
  );
}

function importedText({ from, at }: NonNullable<RunSummary['imported']>, language: Language): string {
  return i18n.t('runs:facts.importedFrom', { name: from, time: formatMoment(at, Date.now(), language) });
}

function NameField({ run }: { readonly run: RunSummary }) {
  const { t } = useTranslation('runs');
  const [name, setName] = useState(run.name ?? '');
  const save = () => {
    const next = name.trim() === '' ? null : name.trim();
    if (next !== run.name) void useSavedRuns.getState().update(run.runId, { name: next });
  };
  return (
    <TextField
      aria-label={t('name')}
      placeholder={runTitle({ ...run, name: null })}
      value={name}
      maxLength={200}
      onValueChange={setName}
      onValueCommitted={save}
    />
  );
}

function Notes({ run }: { readonly run: RunSummary }) {
  const { t } = useTranslation('runs');
  const [notes, setNotes] = useState(run.notes);
  return (
    <textarea
      className={styles.notes}
      aria-label={t('notes')}
      placeholder={t('notesPlaceholder')}
      value={notes}
      maxLength={20_000}
      rows={3}
      onChange={(event) => setNotes(event.target.value)}
      onBlur={() => {
        if (notes !== run.notes) void useSavedRuns.getState().update(run.runId, { notes });
      }}
    />
  );
}
