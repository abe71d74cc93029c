import { RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { labelled } from '../../messages/labelled';
import { Field } from '../../ui/Field';
import { IconButton } from '../../ui/IconButton';

export interface SettingRowProps {
  readonly label: string;
  /** The original's value in words when this one differs; null when it does not. */
  readonly originalText: string | null;
  readonly onReset: () => void;
  readonly help?: string;
  /** What is wrong with the value. */
  readonly error?: string;
  readonly children: ReactNode;
}

/** One setting: its name, its control, and a way back to the original when it differs. */
export function SettingRow({ label, originalText, onReset, help, error, children }: SettingRowProps) {
  const { t } = useTranslation('training');
  return (
    <Field
      {...(help === undefined ? {} : { help })}
      {...(error === undefined ? {} : { error })}
      label={originalText === null ? label : <strong>{label}</strong>}
      aside={
        originalText === null ? null : (
          <IconButton
            size="small"
            icon={<RotateCcw />}
            label={labelled(label, t('resetSetting', { value: originalText }))}
            tooltipSide="top"
            onClick={onReset}
          />
        )
      }
    >
      {children}
    </Field>
  );
}
