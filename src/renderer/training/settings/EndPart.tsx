import { useTranslation } from 'react-i18next';
import { type EarlyStopping, earlyStoppingSchema } from '../../../graph-runtime/document/training-settings';
import { labelled } from '../../messages/labelled';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Switch } from '../../ui/Switch';
import { OptionalRow } from './OptionalRow';
import { countOptional } from './optional-settings';
import { SettingRow } from './SettingRow';
import { SettingsPart } from './SettingsPart';
import styles from './SettingsSection.module.css';
import type { TrainingSettingsEditor } from './use-training-settings';

/** When a run ends and what is kept on the way. */
export function EndPart({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const { settings, original } = editor;
  const { earlyStopping, checkpointEpochs } = settings;
  const isChanged = (earlyStopping === undefined) !== (original.earlyStopping === undefined);
  return (
    <SettingsPart
      id="end"
      title={t('endPart')}
      summary={t(earlyStopping === undefined ? 'runsToTheEnd' : 'stopsEarly', {
        count: earlyStopping?.patience ?? 0,
      })}
      changes={countOptional(['earlyStopping', 'checkpointEpochs'], settings, original)}
    >
      <div className={styles.fields}>
        <SettingRow
          label={t('earlyStopping')}
          originalText={isChanged ? t(original.earlyStopping === undefined ? 'off' : 'on') : null}
          onReset={() => editor.change({ earlyStopping: original.earlyStopping })}
        >
          <Switch
            isOn={earlyStopping !== undefined}
            aria-label={t('earlyStopping')}
            onToggle={(isOn) =>
              editor.change({
                earlyStopping: isOn ? (original.earlyStopping ?? earlyStoppingSchema.parse({})) : undefined,
              })
            }
          />
        </SettingRow>
        {earlyStopping === undefined ? null : <EarlyStoppingRows editor={editor} value={earlyStopping} />}
        <OptionalRow
          label={t('checkpoints')}
          setting="checkpointEpochs"
          value={checkpointEpochs}
          original={original.checkpointEpochs}
          first={1}
          minimum={0.01}
          maximum={10_000}
          step={1}
          help={t('checkpointsHelp')}
          offText={t('everyEpoch')}
          onChange={(value, isGesture) =>
            editor.change({ checkpointEpochs: value }, isGesture ? 'training.checkpointEpochs' : undefined)
          }
          onCommit={editor.endGesture}
        />
      </div>
    </SettingsPart>
  );
}

interface EarlyStoppingRowsProps {
  readonly editor: TrainingSettingsEditor;
  readonly value: EarlyStopping;
}

function EarlyStoppingRows({ editor, value }: EarlyStoppingRowsProps) {
  const { t } = useTranslation('training');
  const change = (changes: Partial<EarlyStopping>, gesture?: string) =>
    editor.change({ earlyStopping: { ...value, ...changes } }, gesture);
  const { earlyStopping: original } = editor.original;
  /** Marked where the original stops early, too, but otherwise. */
  const row = (key: keyof EarlyStopping, text: (of: EarlyStopping) => string) => ({
    originalText: original === undefined || original[key] === value[key] ? null : text(original),
    onReset: () => {
      if (original !== undefined) change({ [key]: original[key] });
    },
  });
  return (
    <>
      <SettingRow
        {...row('monitor', ({ monitor }) => t(monitor === 'loss' ? 'lossChart' : 'accuracyChart'))}
        label={t('monitor')}
      >
        <Segmented
          aria-label={t('monitor')}
          value={value.monitor}
          options={[
            { value: 'loss', label: t('lossChart') },
            { value: 'accuracy', label: t('accuracyChart') },
          ]}
          onValueChange={(monitor) => change({ monitor })}
        />
      </SettingRow>
      <SettingRow
        {...row('patience', ({ patience }) => String(patience))}
        label={t('patience')}
        setting="earlyStopping.patience"
      >
        <NumberField
          aria-label={labelled(t('earlyStopping'), t('patience'))}
          value={value.patience}
          minimum={1}
          maximum={10_000}
          onValueChange={(patience) =>
            change({ patience: Math.round(patience) }, 'training.earlyStopping.patience')
          }
          onValueCommitted={editor.endGesture}
        />
      </SettingRow>
      <SettingRow
        {...row('minimumDelta', ({ minimumDelta }) => String(minimumDelta))}
        label={t('minimumDelta')}
        setting="earlyStopping.minimumDelta"
      >
        <NumberField
          aria-label={labelled(t('earlyStopping'), t('minimumDelta'))}
          value={value.minimumDelta}
          minimum={0}
          step={0.001}
          onValueChange={(minimumDelta) => change({ minimumDelta }, 'training.earlyStopping.minimumDelta')}
          onValueCommitted={editor.endGesture}
        />
      </SettingRow>
      <SettingRow
        {...row('keepsBest', ({ keepsBest }) => t(keepsBest ? 'on' : 'off'))}
        label={t('keepsBest')}
      >
        <Switch
          isOn={value.keepsBest}
          aria-label={t('keepsBest')}
          onToggle={(keepsBest) => change({ keepsBest })}
        />
      </SettingRow>
    </>
  );
}
