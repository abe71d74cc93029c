import { useTranslation } from 'react-i18next';
import { Segmented } from '../../ui/Segmented';
import { OptionalRow } from './OptionalRow';
import { countOptional } from './optional-settings';
import { SettingRow } from './SettingRow';
import { SettingsPart } from './SettingsPart';
import styles from './SettingsSection.module.css';
import type { TrainingSettingsEditor } from './use-training-settings';

/** Where and how precisely it is computed. */
export function DevicePart({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const { settings, original } = editor;
  const device = settings.device ?? 'auto';
  const precision = settings.precision ?? 'float32';
  const deviceText = (value: 'auto' | 'cpu' | 'gpu') => t(`devices.${value}`);
  const precisionText = (value: 'float32' | 'mixed') => t(`precisions.${value}`);
  const originalDevice = original.device ?? 'auto';
  const originalPrecision = original.precision ?? 'float32';
  return (
    <SettingsPart
      id="device"
      title={t('devicePart')}
      summary={`${deviceText(device)} · ${precisionText(precision)}`}
      changes={countOptional(['microBatchSize', 'precision', 'device'], settings, original)}
    >
      <div className={styles.fields}>
        <SettingRow
          label={t('deviceSetting')}
          originalText={device === originalDevice ? null : deviceText(originalDevice)}
          onReset={() => editor.change({ device: original.device })}
        >
          <Segmented
            aria-label={t('deviceSetting')}
            value={device}
            options={(['auto', 'cpu', 'gpu'] as const).map((value) => ({ value, label: deviceText(value) }))}
            onValueChange={(value) => editor.change({ device: value === 'auto' ? undefined : value })}
          />
        </SettingRow>
        <SettingRow
          label={t('precisionSetting')}
          originalText={precision === originalPrecision ? null : precisionText(originalPrecision)}
          onReset={() => editor.change({ precision: original.precision })}
          help={t('precisionHelp')}
        >
          <Segmented
            aria-label={t('precisionSetting')}
            value={precision}
            options={(['float32', 'mixed'] as const).map((value) => ({ value, label: precisionText(value) }))}
            onValueChange={(value) => editor.change({ precision: value === 'float32' ? undefined : value })}
          />
        </SettingRow>
        <OptionalRow
          label={t('microBatch')}
          setting="microBatchSize"
          value={settings.microBatchSize}
          original={original.microBatchSize}
          first={Math.max(1, Math.floor(settings.batchSize / 4))}
          minimum={1}
          maximum={65_536}
          step={1}
          isWhole
          help={t('microBatchHelp')}
          offText={t('off')}
          onChange={(value, isGesture) =>
            editor.change({ microBatchSize: value }, isGesture ? 'training.microBatchSize' : undefined)
          }
          onCommit={editor.endGesture}
        />
      </div>
    </SettingsPart>
  );
}
