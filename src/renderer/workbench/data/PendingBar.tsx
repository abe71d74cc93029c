import { Save, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { versionName } from '../../../contract/version-name';
import { useLanguage } from '../../messages/useLanguage';
import { useDatasets } from '../../store/document/datasets';
import { useDataBrowser } from '../../store/view/data-browser';
import { countChanges, useDataChanges } from '../../store/view/data-changes';
import { NO_FILTER } from '../../store/view/data-filter';
import { cancelSaving, saveVersion, useSavingVersion } from '../../store/view/save-version';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { formatCount } from '../../ui/figures';
import { IconButton } from '../../ui/IconButton';
import { Progress } from '../../ui/Progress';
import { TextField } from '../../ui/TextField';
import type { Browsed } from './browsed';
import styles from './PendingBar.module.css';

/** Changes that are not saved yet, and the way to save them as a version. */
export function PendingBar({ browsed }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const { dataset, changes } = browsed;
  const undoable = useDataChanges((state) => state.undoable[0]?.id === dataset.id);
  const isSaving = useSavingVersion((state) => state.job !== null);
  const [isAsking, setIsAsking] = useState(false);
  if (isSaving) return <Saving />;
  if (countChanges(changes) === 0) return null;
  const { set, undo } = useDataChanges.getState();
  return (
    <section className={styles.bar} aria-label={t('pending')} data-testid="pending-changes">
      <Summary browsed={browsed} />
      <Button
        size="small"
        variant="quiet"
        onClick={() => useDataBrowser.getState().change({ ...NO_FILTER, problem: 'changed' })}
      >
        {t('showChanges')}
      </Button>
      <IconButton
        size="small"
        icon={<Undo2 />}
        label={t('undoChange')}
        tooltipSide="top"
        isDisabled={!undoable}
        onClick={undo}
      />
      <span className={styles.spacer} />
      <Button size="small" onClick={() => set(dataset.id, null)}>
        {t('discardChanges')}
      </Button>
      <Button size="small" variant="primary" icon={<Save />} onClick={() => setIsAsking(true)}>
        {t('saveVersion')}
      </Button>
      {isAsking ? <SaveDialog browsed={browsed} onClose={() => setIsAsking(false)} /> : null}
    </section>
  );
}

function Summary({ browsed: { changes } }: { readonly browsed: Browsed }) {
  const { t } = useTranslation('browser');
  const language = useLanguage();
  const counts = [
    ['pendingLabels', changes.labels.length + (changes.targets?.length ?? 0)],
    ['pendingExcluded', changes.exclude.length],
    ['pendingIncluded', changes.include.length],
  ] as const;
  return (
    <p className={styles.summary}>
      <strong>{t('pending')}</strong>
      {counts.map(([key, count]) =>
        count === 0 ? null : <span key={key}>{t(key, { count, total: formatCount(count, language) })}</span>,
      )}
    </p>
  );
}

function Saving() {
  const { t } = useTranslation('browser');
  const job = useSavingVersion((state) => state.job);
  const state = job?.state;
  const share = state?.type === 'correcting' && state.total > 0 ? state.done / state.total : null;
  const text = t('savingVersion', { name: job?.name ?? '' });
  return (
    <section className={styles.bar} aria-label={t('pending')}>
      <p className={styles.summary} role="status">
        {text}
      </p>
      <span className={styles.progress}>
        <Progress value={share} aria-label={text} />
      </span>
      <Button size="small" onClick={cancelSaving}>
        {t('cancel')}
      </Button>
    </section>
  );
}

interface SaveDialogProps {
  readonly browsed: Browsed;
  readonly onClose: () => void;
}

function SaveDialog({ browsed, onClose }: SaveDialogProps) {
  const { t } = useTranslation('browser');
  const { dataset } = browsed;
  const datasets = useDatasets();
  const [name, setName] = useState(() =>
    versionName(
      dataset.name,
      datasets.map((one) => one.name),
    ),
  );
  const isMissing = name.trim() === '';
  const save = () => {
    if (isMissing) return;
    onClose();
    void saveVersion(dataset.id, name.trim());
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="small"
      title={t('saveVersionTitle')}
      description={t('saveVersionText', { name: dataset.name })}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button variant="primary" isDisabled={isMissing} onClick={save} data-testid="save-version">
            {t('save')}
          </Button>
        </>
      }
    >
      <Field label={t('versionName')} layout="column">
        <TextField
          aria-label={t('versionName')}
          value={name}
          maxLength={200}
          onValueChange={setName}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
          }}
        />
      </Field>
    </Dialog>
  );
}
