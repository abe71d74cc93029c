import { Sigma } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { onOrOff } from '../../../graph-runtime/settings/describe';
import type { SettingName } from '../../../graph-runtime/settings/registry';
import type { ChannelsField, SettingDefinition } from '../../../graph-runtime/settings/setting';
import { useLanguage } from '../../messages/useLanguage';
import { useDataset } from '../../store/document/datasets';
import { IconButton } from '../../ui/IconButton';
import { NumberField } from '../../ui/NumberField';
import { Switch } from '../../ui/Switch';
import { measureDataset } from './measure-dataset';
import styles from './SettingControl.module.css';
import { SettingRow } from './SettingRow';
import type { TrainingSettingsEditor } from './use-training-settings';

export interface NormalizationRowsProps {
  readonly editor: TrainingSettingsEditor;
  readonly name: SettingName;
  readonly definition: SettingDefinition;
  readonly field: ChannelsField;
}

/** Numbers for each channel: off, or set by hand, or measured on the data set. */
export function NormalizationRows({ editor, name, field }: NormalizationRowsProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const dataset = useDataset();
  const channels = dataset?.exampleShape[2] ?? 1;
  const value: unknown = editor.settings[name];
  const original: unknown = editor.original[name];
  /** What the schema refuses changes nothing. */
  const change = (next: unknown, gesture?: string) => {
    const parsed = field.schema.safeParse(next);
    if (parsed.success) editor.change({ [name]: parsed.data }, gesture);
  };
  const measure = async () => {
    const measured = dataset === null ? null : await measureDataset(dataset);
    if (measured !== null) change(measured);
  };
  const usual = () =>
    Object.fromEntries(
      Object.entries(field.numbers).map(([key, { initial }]) => [
        key,
        new Array<number>(channels).fill(initial),
      ]),
    );
  const isChanged = JSON.stringify(value) !== JSON.stringify(original);
  const label = field.label[language];
  return (
    <>
      <SettingRow
        label={label}
        hint={field.help[language]}
        originalText={isChanged ? onOrOff(original !== undefined, language) : null}
        onReset={() => change(original)}
      >
        <div className={styles.optional}>
          <Switch
            isOn={value !== undefined}
            aria-label={label}
            onToggle={(isOn) => change(isOn ? usual() : undefined)}
          />
          {value === undefined ? null : (
            <IconButton
              icon={<Sigma />}
              label={t('measureNormalization')}
              tooltipSide="top"
              onClick={() => void measure()}
            />
          )}
        </div>
      </SettingRow>
      {typeof value !== 'object' || value === null
        ? null
        : Object.keys(field.numbers).map((part) => (
            <ChannelNumbers
              key={part}
              editor={editor}
              name={name}
              field={field}
              part={part}
              value={value}
              onChange={change}
            />
          ))}
    </>
  );
}

interface ChannelNumbersProps {
  readonly editor: TrainingSettingsEditor;
  readonly name: SettingName;
  readonly field: ChannelsField;
  readonly part: string;
  readonly value: object;
  readonly onChange: (value: unknown, gesture: string) => void;
}

function ChannelNumbers({ editor, name, field, part, value, onChange }: ChannelNumbersProps) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const words = field.numbers[part];
  const label = words?.label[language] ?? part;
  const own: unknown = Reflect.get(value, part);
  const numbers = Array.isArray(own) ? own.map(Number) : [];
  return (
    <SettingRow
      label={label}
      {...(words === undefined ? {} : { hint: words.help[language] })}
      setting={`${name}.${part}`}
      originalText={null}
      onReset={() => undefined}
    >
      <div className={styles.channels}>
        {numbers.map((number, channel) => {
          const called = numbers.length === 1 ? label : t('channelOf', { label, channel: channel + 1 });
          return (
            <NumberField
              key={called}
              aria-label={called}
              value={number}
              step={0.01}
              onValueChange={(next) =>
                onChange(
                  { ...value, [part]: numbers.map((other, at) => (at === channel ? next : other)) },
                  `training.${name}.${part}.${channel}`,
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
