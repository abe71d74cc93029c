import { Dices } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { useDocument } from '../../store/document/document';
import { isTraining, useRuns } from '../../store/runs/runs';
import { Button } from '../../ui/Button';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import { PanelSection } from '../../ui/PanelSection';
import { DataPart } from './DataPart';
import { DatasetRow } from './DatasetRow';
import { DevicePart } from './DevicePart';
import { countDocumentChanges, editsToOriginal } from './document-settings';
import { EndPart } from './EndPart';
import { InitializerRow } from './InitializerRow';
import { LearningRatePart } from './LearningRatePart';
import { OptimizerSection } from './OptimizerSection';
import { changesToOriginal, countAllChanges } from './optional-settings';
import { SettingRow } from './SettingRow';
import styles from './SettingsSection.module.css';
import { UnknownSettings } from './UnknownSettings';
import { useMemoryNote } from './use-memory-note';
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
  const changes = countAllChanges(editor.settings, editor.original) + documentChanges;
  const resetAll = () => {
    const { document, perform } = useDocument.getState();
    perform({ key: 'changeTraining' }, [
      { kind: 'set-training', changes: changesToOriginal(editor.original) },
      ...editsToOriginal(document, original),
    ]);
  };
  return (
    <PanelSection
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
        <LearningRatePart editor={editor} />
        <DataPart editor={editor} />
        <DevicePart editor={editor} />
        <EndPart editor={editor} />
      </div>
    </PanelSection>
  );
}

/** What everybody sets. */
function BasicSettings({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const memory = useMemoryNote();
  return (
    <div className={styles.fields}>
      <DatasetRow />
      <WholeNumberRow
        editor={editor}
        name="epochs"
        label={t('epochsSetting')}
        minimum={1}
        maximum={100_000}
      />
      <WholeNumberRow
        editor={editor}
        name="batchSize"
        label={t('batchSizeSetting')}
        minimum={1}
        maximum={65_536}
        {...memory}
      />
      <OptimizerSection editor={editor} />
      <WholeNumberRow
        editor={editor}
        name="seed"
        label={t('seedSetting')}
        minimum={0}
        maximum={LARGEST_SEED}
        help={t('seedHelp')}
        aside={
          <IconButton
            icon={<Dices />}
            label={t('newSeed')}
            tooltipSide="top"
            onClick={() => editor.change({ seed: drawSeed() })}
          />
        }
      />
      <InitializerRow />
    </div>
  );
}

const LARGEST_SEED = 0x7fff_ffff;

/** Four digits are enough to be another one, and short enough to tell somebody. */
function drawSeed(): number {
  return Math.floor(Math.random() * 10_000);
}

interface WholeNumberRowProps {
  readonly editor: TrainingSettingsEditor;
  readonly name: 'epochs' | 'batchSize' | 'seed';
  readonly label: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly help?: string;
  readonly error?: string;
  /** Behind the field. */
  readonly aside?: ReactNode;
}

function WholeNumberRow({ editor, name, label, minimum, maximum, help, error, aside }: WholeNumberRowProps) {
  const value = editor.settings[name];
  const original = editor.original[name];
  const change = (next: number, gesture?: string) => {
    const whole = Math.round(Math.min(maximum, Math.max(minimum, next)));
    const changes: Partial<TrainingSettings> = { [name]: whole };
    editor.change(changes, gesture);
  };
  const field = (
    <NumberField
      aria-label={label}
      value={value}
      minimum={minimum}
      maximum={maximum}
      onValueChange={(next) => change(next, `training.${name}`)}
      onValueCommitted={editor.endGesture}
    />
  );
  return (
    <SettingRow
      label={label}
      setting={name}
      originalText={value === original ? null : String(original)}
      onReset={() => change(original)}
      {...(help === undefined ? {} : { help })}
      {...(error === undefined ? {} : { error })}
    >
      {aside === undefined ? (
        field
      ) : (
        <div className={styles.number}>
          {field}
          {aside}
        </div>
      )}
    </SettingRow>
  );
}
