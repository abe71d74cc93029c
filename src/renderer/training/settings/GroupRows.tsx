import { initialOf } from '../../../graph-runtime/settings/change';
import { onOrOff } from '../../../graph-runtime/settings/describe';
import type { SettingName } from '../../../graph-runtime/settings/registry';
import type { GroupField, SettingDefinition } from '../../../graph-runtime/settings/setting';
import { useLanguage } from '../../messages/useLanguage';
import { Switch } from '../../ui/Switch';
import { FieldRow } from './FieldRow';
import { SettingRow } from './SettingRow';
import type { TrainingSettingsEditor } from './use-training-settings';

export interface GroupRowsProps {
  readonly editor: TrainingSettingsEditor;
  readonly name: SettingName;
  readonly definition: SettingDefinition;
  readonly field: GroupField;
}

/** Fields that are switched on together. */
export function GroupRows({ editor, name, definition, field }: GroupRowsProps) {
  const language = useLanguage();
  const { settings, original } = editor;
  const isOn = settings[name] !== undefined;
  const wasOn = original[name] !== undefined;
  const label = field.label[language];
  const change = (value: unknown) => editor.change({ [name]: value });
  return (
    <>
      <SettingRow
        label={label}
        hint={field.help[language]}
        setting={name}
        originalText={isOn === wasOn ? null : onOrOff(wasOn, language)}
        onReset={() => change(original[name])}
      >
        <Switch
          isOn={isOn}
          aria-label={label}
          onToggle={(on) => change(on ? (original[name] ?? initialOf(settings, definition)) : undefined)}
        />
      </SettingRow>
      {isOn
        ? Object.keys(field.fields).map((key) => (
            <FieldRow key={key} editor={editor} path={`${name}.${key}`} group={label} />
          ))
        : null}
    </>
  );
}
