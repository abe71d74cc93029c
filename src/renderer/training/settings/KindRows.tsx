import { chooseKind, settingValueAt } from '../../../graph-runtime/settings/change';
import type { PlainField } from '../../../graph-runtime/settings/field';
import type { SettingName } from '../../../graph-runtime/settings/registry';
import type { KindField, SettingDefinition, SettingsPart } from '../../../graph-runtime/settings/setting';
import { useLanguage } from '../../messages/useLanguage';
import { Select } from '../../ui/Select';
import { PlainRow } from './PlainRow';
import { SchedulePreview } from './SchedulePreview';
import { SettingRow } from './SettingRow';
import type { TrainingSettingsEditor } from './use-training-settings';

export interface KindRowsProps {
  readonly editor: TrainingSettingsEditor;
  readonly name: SettingName;
  readonly definition: SettingDefinition;
  readonly field: KindField;
  /** The part of the form that is drawn: the choice may be in another than the fields. */
  readonly part: SettingsPart;
}

/** One of several kinds, as optimizers, and the fields of the one that is chosen. */
export function KindRows(props: KindRowsProps) {
  const { editor, name, definition, field, part } = props;
  const type = String(settingValueAt(editor.settings, `${name}.type`));
  const fields = Object.entries(field.kinds[type]?.fields ?? {});
  const shown = fields.filter(([, one]) => (isMain(one) ? definition.part : field.fieldsPart) === part);
  return (
    <>
      {definition.part === part ? <KindChoice {...props} type={type} /> : null}
      {shown.map(([key, one]) => (
        <PlainRow key={key} editor={editor} path={`${name}.${key}`} field={one} />
      ))}
      {field.fieldsPart === part && field.preview === 'learning-rate' ? (
        <SchedulePreview settings={editor.settings} />
      ) : null}
    </>
  );
}

function isMain(field: PlainField): boolean {
  return field.kind === 'number' && field.isMain === true;
}

function KindChoice({ editor, name, field, type }: KindRowsProps & { readonly type: string }) {
  const language = useLanguage();
  const before = String(settingValueAt(editor.original, `${name}.type`));
  const labelOf = (wanted: string) => field.kinds[wanted]?.label[language] ?? wanted;
  const restore = () => editor.change({ [name]: editor.original[name] });
  const label = field.label[language];
  return (
    <SettingRow
      label={label}
      hint={field.kinds[type]?.help[language] ?? field.help[language]}
      setting={name}
      originalText={type === before ? null : labelOf(before)}
      onReset={restore}
    >
      <Select
        aria-label={label}
        value={type}
        options={Object.keys(field.kinds).map((value) => ({ value, label: labelOf(value) }))}
        onValueChange={(wanted) => {
          // The original's own numbers, where it is of that kind.
          if (wanted === before) restore();
          else editor.change({ [name]: chooseKind(editor.settings, name, wanted)[name] });
        }}
      />
    </SettingRow>
  );
}
