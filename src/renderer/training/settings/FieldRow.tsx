import type { ReactNode } from 'react';
import { labeled } from '../../messages/labeled';
import { FieldControl } from './FieldControl';
import styles from './SettingControl.module.css';
import { SettingRow } from './SettingRow';
import { useSetting } from './use-setting';
import type { TrainingSettingsEditor } from './use-training-settings';

export interface FieldRowProps {
  readonly editor: TrainingSettingsEditor;
  /** Its place in the settings, as `optimizer.beta1`. */
  readonly path: string;
  /** The group's label, in front of the field's where it is read out. */
  readonly group?: string;
  /** Shown below the control rather than when pointed at. */
  readonly isHelpShown?: boolean;
  /** Instead of the field's help. */
  readonly help?: string;
  /** What is wrong with the value. */
  readonly error?: string;
  /** After the control. */
  readonly aside?: ReactNode;
}

/** One field of the settings: its label, its control, and a way back to the original when it differs. */
export function FieldRow(props: FieldRowProps) {
  const { editor, path, group, aside, error } = props;
  const setting = useSetting(editor, path);
  if (setting === null) return null;
  const { label } = setting;
  const help = props.help ?? (props.isHelpShown === true ? setting.help : undefined);
  const control = (
    <FieldControl
      setting={setting}
      name={group === undefined ? label : labeled(group, label)}
      context={editor.settings}
      onCommit={editor.endGesture}
    />
  );
  return (
    <SettingRow
      label={label}
      hint={setting.help}
      setting={path}
      originalText={setting.originalText}
      onReset={() => {
        setting.reset();
        editor.endGesture();
      }}
      {...(help === undefined ? {} : { help })}
      {...(error === undefined ? {} : { error })}
    >
      {aside === undefined ? (
        control
      ) : (
        <div className={styles.withAside}>
          {control}
          {aside}
        </div>
      )}
    </SettingRow>
  );
}
