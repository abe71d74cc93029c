import type { ReactNode } from 'react';
import styles from './Field.module.css';

export interface FieldProps {
  /** Usually the text of a `<label>`; a scrub area for numbers. */
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong with the value, shown below the control. */
  readonly error?: ReactNode;
  /** `row`: label and control side by side, for narrow forms. */
  readonly layout?: 'row' | 'column';
  /** After the label, e.g. a reset button. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** Label, control, help and error of one form field, laid out. The control names itself; this only arranges. */
export function Field({ label, help, error, layout = 'row', aside, children }: FieldProps) {
  return (
    <div className={styles.field} data-layout={layout} data-invalid={error === undefined ? undefined : ''}>
      <div className={styles.head}>
        <span className={styles.label}>{label}</span>
        {aside}
      </div>
      <div className={styles.control}>{children}</div>
      {help === undefined ? null : <p className={styles.help}>{help}</p>}
      {error === undefined ? null : <div className={styles.error}>{error}</div>}
    </div>
  );
}
