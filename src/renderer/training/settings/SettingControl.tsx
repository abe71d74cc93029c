import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../ui/NumberField';
import { Switch } from '../../ui/Switch';
import styles from './SettingControl.module.css';
import { SettingRow } from './SettingRow';
import { relativeStep, type SettingField, type SettingValue } from './setting-fields';

export interface SettingControlProps<Key extends string> {
  readonly field: SettingField<Key>;
  readonly label: string;
  /** Its place in the document, as diagnostics name it. */
  readonly setting: string;
  readonly value: SettingValue;
  /** Undefined when the original has no such setting. */
  readonly original: SettingValue | undefined;
  readonly onChange: (value: SettingValue) => void;
  readonly onCommit: () => void;
  /** Behind the field. */
  readonly aside?: ReactNode;
}

/** The control that fits a setting of an optimiser or schedule. */
export function SettingControl<Key extends string>(props: SettingControlProps<Key>) {
  const { t } = useTranslation('training');
  const { label, original, value, onChange, onCommit } = props;
  const isChanged = original !== undefined && original !== value;
  const inWords = (setting: SettingValue): string =>
    setting === null ? t('off') : typeof setting === 'boolean' ? t(setting ? 'on' : 'off') : String(setting);
  return (
    <SettingRow
      label={label}
      setting={props.setting}
      originalText={isChanged ? inWords(original) : null}
      onReset={() => {
        if (original !== undefined) onChange(original);
        onCommit();
      }}
    >
      {props.aside === undefined ? (
        <Control {...props} />
      ) : (
        <div className={styles.withAside}>
          <Control {...props} />
          {props.aside}
        </div>
      )}
    </SettingRow>
  );
}

/** A gradient norm that clips now and then and does not slow a healthy training. */
const FIRST_CLIP_NORM = 1;

function Control<Key extends string>(props: SettingControlProps<Key>) {
  const { field, label, value, onChange, onCommit } = props;
  const toggle = (next: SettingValue) => {
    onChange(next);
    onCommit();
  };
  if (field.kind === 'boolean') return <Switch isOn={value === true} aria-label={label} onToggle={toggle} />;
  if (field.kind !== 'optional') return <SettingNumber {...props} />;
  return (
    <div className={styles.optional}>
      <Switch
        isOn={value !== null}
        aria-label={label}
        onToggle={(isOn) => toggle(isOn ? FIRST_CLIP_NORM : null)}
      />
      {value === null ? null : <SettingNumber {...props} onChange={onChange} onCommit={onCommit} />}
    </div>
  );
}

function SettingNumber<Key extends string>({
  field,
  label,
  value,
  onChange,
  onCommit,
}: SettingControlProps<Key>) {
  const number = typeof value === 'number' ? value : null;
  return (
    <NumberField
      aria-label={label}
      value={number}
      step={field.kind === 'relative' ? relativeStep(number ?? 0) : (field.step ?? 1)}
      {...(field.minimum === undefined ? {} : { minimum: field.minimum })}
      {...(field.maximum === undefined ? {} : { maximum: field.maximum })}
      onValueChange={onChange}
      onValueCommitted={onCommit}
    />
  );
}
