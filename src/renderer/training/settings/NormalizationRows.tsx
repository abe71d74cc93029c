import { Sigma } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { useDataset } from '../../store/document/datasets';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import { Switch } from '../../ui/Switch';
import { measureDataset } from './measure-dataset';
import { isSameSetting } from './optional-settings';
import styles from './SettingControl.module.css';
import { SettingRow } from './SettingRow';
import type { TrainingSettingsEditor } from './use-training-settings';

type Normalization = NonNullable<TrainingSettings['normalization']>;
type Part = keyof Normalization;

/** Mean 1/2 and deviation 1/2 bring bytes to [-1, 1], whatever the data set. */
const USUAL = { mean: 0.5, deviation: 0.5 } as const;

/** Subtract a mean, divide by a deviation: off, or with numbers for each channel. */
export function NormalizationRows({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const { normalization } = editor.settings;
  const dataset = useDataset();
  const channels = dataset?.imageShape[2] ?? 1;
  const change = (value: Normalization | undefined, gesture?: string) =>
    editor.change({ normalization: value }, gesture);
  const measure = async () => {
    if (dataset === null) return;
    const measured = await measureDataset(dataset);
    if (measured !== null) change(measured);
  };
  const isChanged = !isSameSetting('normalization', editor.settings, editor.original);
  return (
    <>
      <SettingRow
        label={t('normalization')}
        originalText={isChanged ? t(editor.original.normalization === undefined ? 'off' : 'on') : null}
        onReset={() => change(editor.original.normalization)}
      >
        <div className={styles.optional}>
          <Switch
            isOn={normalization !== undefined}
            aria-label={t('normalization')}
            onToggle={(isOn) =>
              change(
                isOn
                  ? {
                      mean: new Array<number>(channels).fill(USUAL.mean),
                      deviation: new Array<number>(channels).fill(USUAL.deviation),
                    }
                  : undefined,
              )
            }
          />
          {normalization === undefined ? null : (
            <IconButton
              icon={<Sigma />}
              label={t('measureNormalization')}
              tooltipSide="top"
              onClick={() => void measure()}
            />
          )}
        </div>
      </SettingRow>
      {normalization === undefined
        ? null
        : (['mean', 'deviation'] as const).map((part) => (
            <ChannelNumbers key={part} editor={editor} normalization={normalization} part={part} />
          ))}
    </>
  );
}

interface ChannelNumbersProps {
  readonly editor: TrainingSettingsEditor;
  readonly normalization: Normalization;
  readonly part: Part;
}

function ChannelNumbers({ editor, normalization, part }: ChannelNumbersProps) {
  const { t } = useTranslation('training');
  const label = t(part === 'mean' ? 'normalizationMean' : 'normalizationDeviation');
  const numbers = normalization[part];
  return (
    <SettingRow label={label} setting={`normalization.${part}`} originalText={null} onReset={() => undefined}>
      <div className={styles.channels}>
        {numbers.map((number, channel) => {
          const name = numbers.length === 1 ? label : t('channelOf', { label, channel: channel + 1 });
          return (
            <NumberField
              key={name}
              aria-label={name}
              value={number}
              minimum={part === 'mean' ? -10 : 0.001}
              maximum={10}
              step={0.01}
              onValueChange={(value) =>
                editor.change(
                  {
                    normalization: {
                      ...normalization,
                      [part]: numbers.map((other, at) => (at === channel ? value : other)),
                    },
                  },
                  `training.normalization.${part}.${channel}`,
                )
              }
              onValueCommitted={editor.endGesture}
            />
          );
        })}
      </div>
    </SettingRow>
  );
}
