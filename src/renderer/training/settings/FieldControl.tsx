import {
  type NumberField as Field,
  type InitialContext,
  initialValue,
} from '../../../graph-runtime/settings/field';
import { useLanguage } from '../../messages/useLanguage';
import { Choice } from '../../ui/Choice';
import { NumberField } from '../../ui/NumberField';
import { Switch } from '../../ui/Switch';
import { relativeStep } from './relative-step';
import styles from './SettingControl.module.css';
import type { SettingState } from './use-setting';

export interface FieldControlProps {
  readonly setting: SettingState;
  /** What the control is called where its label alone would not distinguish it from others. */
  readonly name: string;
  readonly context: InitialContext;
  readonly onCommit: () => void;
}

/** For choices beside their label, in a panel of the usual width. */
const ROOM = 21;

/** The control that fits a field, by its kind. */
export function FieldControl(props: FieldControlProps) {
  const { setting, name, onCommit } = props;
  const { field, value, change } = setting;
  const toggle = (next: unknown) => {
    change(next);
    onCommit();
  };
  if (field.kind === 'boolean') return <Switch isOn={value === true} aria-label={name} onToggle={toggle} />;
  if (field.kind === 'choice') return <ChoiceControl {...props} />;
  if (field.off === 'never') return <NumberControl {...props} field={field} />;
  const isOn = typeof value === 'number';
  const off = field.off === 'null' ? null : undefined;
  return (
    <div className={styles.optional}>
      <Switch
        isOn={isOn}
        aria-label={name}
        onToggle={(on) => toggle(on ? initialValue(field, props.context) : off)}
      />
      {isOn ? <NumberControl {...props} field={field} /> : null}
    </div>
  );
}

function ChoiceControl({ setting, name }: FieldControlProps) {
  const language = useLanguage();
  const { field, value, change } = setting;
  if (field.kind !== 'choice') return null;
  const { choices, usual, isOptional } = field;
  const all = choices.some((choice) => choice.value === usual.value) ? choices : [usual, ...choices];
  return (
    <Choice
      aria-label={name}
      room={ROOM}
      value={typeof value === 'string' ? value : usual.value}
      options={all.map((choice) => ({ value: choice.value, label: choice.label[language] }))}
      onValueChange={(next) => change(isOptional && next === usual.value ? undefined : next)}
    />
  );
}

function NumberControl({ setting, name, field, onCommit }: FieldControlProps & { readonly field: Field }) {
  const number = typeof setting.value === 'number' ? setting.value : null;
  const { minimum, maximum, step = 1, isWhole } = field;
  return (
    <NumberField
      aria-label={name}
      value={number}
      isWhole={isWhole === true}
      step={step === 'relative' ? relativeStep(number ?? 0) : step}
      {...(minimum === undefined ? {} : { minimum })}
      {...(maximum === undefined ? {} : { maximum })}
      onValueChange={(next) => setting.change(isWhole === true ? Math.round(next) : next, true)}
      onValueCommitted={onCommit}
    />
  );
}
