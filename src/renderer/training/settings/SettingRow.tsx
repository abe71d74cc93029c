import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { labeled } from '../../messages/labeled';
import { Field } from '../../ui/Field';
import { IconButton } from '../../ui/IconButton';
import { SettingProblems } from './SettingProblems';

export interface SettingRowProps {
  readonly label: string;
  /** The original's value in words when this one differs; null when it does not. */
  readonly originalText: string | null;
  readonly onReset: () => void;
  readonly help?: string;
  /** What the setting does, shown when its label is pointed at. */
  readonly hint?: string;
  /** The setting's place in the document, as diagnostics name it: what is wrong with it is shown here. */
  readonly setting?: string;
  /** What is wrong with the value. */
  readonly error?: string;
  readonly children: ReactNode;
}

/** One setting: its name, its control, and a way back to the original when it differs. */
export function SettingRow(props: SettingRowProps) {
  const { label, originalText, onReset, help, hint, setting, error, children } = props;
  const { t } = useTranslation('training');
  const text = hint === undefined ? label : <span title={hint}>{label}</span>;
  const field = (
    <Field
      {...(help === undefined ? {} : { help })}
      {...(error === undefined ? {} : { error })}
      label={originalText === null ? text : <strong>{text}</strong>}
      aside={
        originalText === null ? null : (
          <IconButton
            size="small"
            icon={<RotateCcw />}
            label={labeled(label, t('resetSetting', { value: originalText }))}
            tooltipSide="top"
            onClick={onReset}
          />
        )
      }
    >
      {setting === undefined ? children : <div data-setting={setting}>{children}</div>}
    </Field>
  );
  if (setting === undefined) return field;
  return (
    <>
      {field}
      <SettingProblems setting={setting} />
    </>
  );
}
