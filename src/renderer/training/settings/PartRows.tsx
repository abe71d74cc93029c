import { type SettingName, settingEntries } from '../../../graph-runtime/settings/registry';
import type { SettingDefinition, SettingsPart } from '../../../graph-runtime/settings/setting';
import { AugmentationList } from './AugmentationList';
import { GroupRows } from './GroupRows';
import { KindRows } from './KindRows';
import { NormalizationRows } from './NormalizationRows';
import { PlainRow } from './PlainRow';
import type { TrainingSettingsEditor } from './use-training-settings';

export interface PartRowsProps {
  readonly editor: TrainingSettingsEditor;
  readonly part: SettingsPart;
}

/** The settings of one part of the form, in the order of the registry; a widget for each kind of field. */
export function PartRows({ editor, part }: PartRowsProps) {
  return settingEntries.map(([name, definition]) => (
    <SettingWidget key={name} editor={editor} part={part} name={name} definition={definition} />
  ));
}

interface SettingWidgetProps extends PartRowsProps {
  readonly name: SettingName;
  readonly definition: SettingDefinition;
}

function SettingWidget({ editor, part, name, definition }: SettingWidgetProps) {
  const { field } = definition;
  const common = { editor, name, definition };
  if (field.kind === 'kind') return <KindRows {...common} field={field} part={part} />;
  if (definition.part !== part) return null;
  switch (field.kind) {
    case 'group':
      return <GroupRows {...common} field={field} />;
    case 'list':
      return <AugmentationList {...common} field={field} />;
    case 'channels':
      return <NormalizationRows {...common} field={field} />;
    default:
      return (
        <PlainRow editor={editor} path={name} field={field} isHelpShown={definition.isHelpShown === true} />
      );
  }
}
