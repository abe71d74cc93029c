import { PackageOpen } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isActivePhase, type RunSummary } from '../../../contract/contract';
import { bestText } from '../../charts/run-outcome';
import { useLanguage } from '../../messages/useLanguage';
import { request } from '../../store/bridge/bridge';
import { showFailure, showSaved } from '../../store/bridge/show-reply';
import { useDocument } from '../../store/document/document';
import { runTitle } from '../../store/runs/run-names';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useView } from '../../store/view/view';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { Spinner } from '../../ui/Spinner';
import { Switch } from '../../ui/Switch';
import styles from './PackageDialog.module.css';

/** Most runs that a package can have. */
const MOST_RUNS = 200;

/** Saves the network with runs, notes and results as one file. */
export function PackageDialog() {
  return useView((state) => state.dialog === 'package') ? <OpenDialog /> : null;
}

function OpenDialog() {
  const { t } = useTranslation('projects');
  const name = useDocument((state) => state.document.name);
  const runs = useEndedRuns(name);
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const [notes, setNotes] = useState('');
  const [hasWeights, setHasWeights] = useState(true);
  const [hasResults, setHasResults] = useState(true);
  const [isSaving, setSaving] = useState(false);
  const ticked = chosen ?? new Set(runs.filter((run) => run.documentName === name).map((run) => run.runId));
  const close = () => useView.getState().openDialog(null);
  const save = async () => {
    const wanted = runs.filter((run) => ticked.has(run.runId)).slice(0, MOST_RUNS);
    setSaving(true);
    const reply = await request('package:save', {
      document: useDocument.getState().document,
      runs: wanted.map((run) => ({ runId: run.runId, name: runTitle(run) })),
      ...{ notes, hasWeights, hasResults },
    });
    setSaving(false);
    if (!reply.ok) return showFailure(reply.error);
    if (reply.value === null) return;
    showSaved(reply.value.filePath);
    close();
  };
  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('package.title')}
      description={t('package.description')}
      actions={
        <Button
          variant="primary"
          icon={isSaving ? <Spinner /> : <PackageOpen />}
          isDisabled={isSaving}
          onClick={() => void save()}
          data-testid="save-package"
        >
          {t(isSaving ? 'package.saving' : 'package.save')}
        </Button>
      }
    >
      <div className={styles.form}>
        <RunChoice runs={runs} name={name} ticked={ticked} onTick={setChosen} />
        <Field layout="column" label={t('package.notes')}>
          <textarea
            className={styles.notes}
            aria-label={t('package.notes')}
            placeholder={t('package.notesPlaceholder')}
            value={notes}
            maxLength={20_000}
            onChange={(event) => setNotes(event.target.value)}
          />
        </Field>
        {ticked.size === 0 ? null : (
          <>
            <Field label={t('package.weights')} help={t('package.weightsHelp')}>
              <Switch aria-label={t('package.weights')} isOn={hasWeights} onToggle={setHasWeights} />
            </Field>
            <Field label={t('package.results')} help={t('package.resultsHelp')}>
              <Switch aria-label={t('package.results')} isOn={hasResults} onToggle={setHasResults} />
            </Field>
            <p className={styles.none}>{t('package.privacy')}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Those of this network first; runs in progress are not complete yet. */
function useEndedRuns(name: string): readonly RunSummary[] {
  const runs = useSavedRuns((state) => state.runs);
  useEffect(() => {
    if (useSavedRuns.getState().runs === null) void useSavedRuns.getState().load();
  }, []);
  const ended = (runs ?? []).filter((run) => !isActivePhase(run.phase));
  const isOther = (run: RunSummary) => Number(run.documentName !== name);
  return [...ended].sort((a, b) => isOther(a) - isOther(b));
}

interface RunChoiceProps {
  readonly runs: readonly RunSummary[];
  /** Of the open network. */
  readonly name: string;
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (ticked: ReadonlySet<string>) => void;
}

function RunChoice({ runs, name, ticked, onTick }: RunChoiceProps) {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  if (runs.length === 0) return <p className={styles.none}>{t('package.noRuns')}</p>;
  const tick = (runId: string, isTicked: boolean) => {
    const next = new Set(ticked);
    if (isTicked) next.add(runId);
    else next.delete(runId);
    onTick(next);
  };
  const areAll = runs.every((run) => ticked.has(run.runId));
  return (
    <section aria-label={t('package.runs')}>
      <div className={styles.heading}>
        <h3>{t('package.runs')}</h3>
        <Button
          size="small"
          variant="quiet"
          onClick={() => onTick(new Set(areAll ? [] : runs.map((run) => run.runId)))}
        >
          {t(areAll ? 'package.none' : 'package.all')}
        </Button>
      </div>
      <ul className={styles.runs}>
        {runs.map((run) => (
          <li key={run.runId} className={styles.run}>
            <input
              type="checkbox"
              id={`package-${run.runId}`}
              checked={ticked.has(run.runId)}
              onChange={(event) => tick(run.runId, event.target.checked)}
            />
            <label htmlFor={`package-${run.runId}`}>
              <span>{runTitle(run)}</span>
              <span className={styles.figures}>
                {run.documentName === name
                  ? bestText(run, language, true)
                  : t('package.otherNetwork', { name: run.documentName })}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}
