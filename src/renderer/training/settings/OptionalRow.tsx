import { NumberField } from '../../ui/NumberField';
import { Switch } from '../../ui/Switch';
import styles from './SettingControl.module.css';
import { SettingRow } from './SettingRow';

export interface OptionalRowProps {
  readonly label: string;
  /** Its place in the document, as diagnostics name it. */
  readonly setting: string;
  /** Undefined: switched off. */
  readonly value: number | undefined;
  readonly original: number | undefined;
  /** The value it gets when it is switched on. */
  readonly first: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly step: number;
  readonly isWhole?: boolean;
  readonly unit?: string;
  readonly help?: string;
  readonly offText: string;
  readonly onChange: (value: number | undefined, isGesture: boolean) => void;
  readonly onCommit: () => void;
}

/** A number that a run can do without: a switch, and the field while it is on. */
export function OptionalRow(props: OptionalRowProps) {
  const { label, value, original, minimum, maximum } = props;
  const bounded = (wanted: number) => {
    const within = Math.min(maximum, Math.max(minimum, wanted));
    return props.isWhole === true ? Math.round(within) : within;
  };
  return (
    <SettingRow
      label={label}
      setting={props.setting}
      originalText={value === original ? null : original === undefined ? props.offText : String(original)}
      onReset={() => props.onChange(original, false)}
      {...(props.help === undefined ? {} : { help: props.help })}
    >
      <div className={styles.optional}>
        <Switch
          isOn={value !== undefined}
          aria-label={label}
          onToggle={(isOn) => props.onChange(isOn ? (original ?? props.first) : undefined, false)}
        />
        {value === undefined ? null : (
          <NumberField
            aria-label={label}
            value={value}
            minimum={minimum}
            maximum={maximum}
            step={props.step}
            {...(props.unit === undefined ? {} : { unit: props.unit })}
            onValueChange={(wanted) => props.onChange(bounded(wanted), true)}
            onValueCommitted={props.onCommit}
          />
        )}
      </div>
    </SettingRow>
  );
}
