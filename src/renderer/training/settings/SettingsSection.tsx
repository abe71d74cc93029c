import { useTranslation } from 'react-i18next';
import { changesToOriginal, countChanges } from '../../../graph-runtime/settings/changes';
import { TrainingSection } from '../../charts/TrainingSection';
import { useDocument } from '../../store/document/document';
import { isTraining, useRuns } from '../../store/runs/runs';
import { Button } from '../../ui/Button';
import { DatasetRow } from './DatasetRow';
import { countDocumentChanges, editsToOriginal } from './document-settings';
import { FoldedParts } from './FoldedParts';
import { InitializerRow } from './InitializerRow';
import { PartRows } from './PartRows';
import styles from './SettingsSection.module.css';
import { WeightsRow } from './WeightsRow';
import { UnknownSettings } from './UnknownSettings';
import {
  type TrainingSettingsEditor,
  useOriginalDocument,
  useTrainingSettings,
} from './use-training-settings';

/** The settings of the next run. They belong to the document. */
export function SettingsSection() {
  const { t } = useTranslation('training');
  const editor = useTrainingSettings();
  const isRunning = useRuns(isTraining);
  const original = useOriginalDocument();
  const documentChanges = useDocument((state) => countDocumentChanges(state.document, original));
  const changes = countChanges(editor.settings, editor.original) + documentChanges;
  const resetAll = () => {
    const { document, perform } = useDocument.getState();
    perform({ key: 'changeTraining' }, [
      { kind: 'set-training', changes: changesToOriginal(editor.original) },
      ...editsToOriginal(document, original),
    ]);
  };
  return (
    <TrainingSection
      id="settings"
      title={t('settings')}
      aside={
        changes === 0 ? null : (
          <Button size="small" variant="quiet" onClick={resetAll}>
            {t('resetAll')}
          </Button>
        )
      }
    >
      {isRunning ? <p className={styles.note}>{t('settingsLocked')}</p> : null}
      {changes === 0 ? null : <p className={styles.note}>{t('changedCount', { count: changes })}</p>}
      <UnknownSettings />
      <BasicSettings editor={editor} />
      <div>
        <FoldedParts editor={editor} />
      </div>
    </TrainingSection>
  );
}

/** What everybody sets. */
function BasicSettings({ editor }: { readonly editor: TrainingSettingsEditor }) {
  return (
    <div className={styles.fields}>
      <DatasetRow />
      <WeightsRow />
      <PartRows editor={editor} part="basic" />
      <InitializerRow />
    </div>
  );
}
