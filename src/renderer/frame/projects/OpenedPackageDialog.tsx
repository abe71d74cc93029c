import { useTranslation } from 'react-i18next';
import { failureText } from '../../../contract/failures';
import { useLanguage } from '../../messages/useLanguage';
import { useOpenedPackage } from '../../store/files/opened-package';
import { runTitle } from '../../store/runs/run-names';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useView } from '../../store/view/view';
import { useWorkbench } from '../../store/view/workbench';
import { Banner } from '../../ui/Banner';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './PackageDialog.module.css';

/** What came with the package that was just opened: runs, notes, and what of it could not be used. */
export function OpenedPackageDialog() {
  const { t } = useTranslation('projects');
  const language = useLanguage();
  const isOpen = useView((state) => state.dialog === 'opened-package');
  const opened = useOpenedPackage((state) => state.opened);
  const runs = useSavedRuns((state) => state.runs);
  if (!isOpen || opened === null) return null;
  const close = () => useView.getState().openDialog(null);
  const showRuns = () => {
    useWorkbench.getState().show('runs');
    close();
  };
  const { fileName, notes, runIds, known, problems } = opened;
  const added = (runs ?? []).filter((run) => runIds.includes(run.runId));
  const hasRuns = runIds.length + known > 0;
  return (
    <Dialog
      isOpen
      onClose={close}
      title={t('openedPackage.title', { name: fileName })}
      actions={
        <>
          {hasRuns ? <Button onClick={showRuns}>{t('openedPackage.showRuns')}</Button> : null}
          <Button variant="primary" onClick={close}>
            {t('openedPackage.close')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {problems.map((problem) => (
          <Banner key={JSON.stringify(problem)} tone="warning">
            {failureText(problem, language)}
          </Banner>
        ))}
        {runIds.length > 0 ? (
          <p className={styles.readNotes}>{t('openedPackage.added', { count: runIds.length })}</p>
        ) : null}
        {added.length > 0 ? (
          <ul className={styles.list}>
            {added.map((run) => (
              <li key={run.runId}>{runTitle(run)}</li>
            ))}
          </ul>
        ) : null}
        {known > 0 ? <p className={styles.readNotes}>{t('openedPackage.known', { count: known })}</p> : null}
        {hasRuns ? null : <p className={styles.readNotes}>{t('openedPackage.noRuns')}</p>}
        {notes.trim() === '' ? null : (
          <section>
            <div className={styles.heading}>
              <h3>{t('openedPackage.notes')}</h3>
            </div>
            <p className={styles.readNotes}>{notes}</p>
          </section>
        )}
        <p className={styles.none}>{t('openedPackage.saveFirst')}</p>
      </div>
    </Dialog>
  );
}
