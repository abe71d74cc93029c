import { useTranslation } from 'react-i18next';
import { countChanges } from '../../../graph-runtime/settings/changes';
import { settingEntries } from '../../../graph-runtime/settings/registry';
import { useLanguage } from '../../messages/useLanguage';
import type { SettingsPartId } from '../../store/view/setting-problems';
import { PartRows } from './PartRows';
import { SettingsPart } from './SettingsPart';
import styles from './SettingsSection.module.css';
import type { TrainingSettingsEditor } from './use-training-settings';

/** The parts in their order, their titles, and what a folded one says when its settings have nothing to say. */
const PARTS = [
  { id: 'learning-rate', title: 'learningRatePart', nothing: 'unchanged' },
  { id: 'data', title: 'dataPart', nothing: 'unchanged' },
  { id: 'device', title: 'devicePart', nothing: 'unchanged' },
  { id: 'end', title: 'endPart', nothing: 'runsToTheEnd' },
] as const satisfies readonly {
  readonly id: SettingsPartId;
  readonly title: string;
  readonly nothing: string;
}[];

/** The settings beyond the basic ones, in parts that fold. */
export function FoldedParts({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const language = useLanguage();
  const { settings, original } = editor;
  const summaryOf = (part: SettingsPartId) =>
    settingEntries.flatMap(([name, { part: own, summary }]) => {
      const text = own === part ? summary?.(settings[name]) : null;
      return text ? [text[language]] : [];
    });
  return PARTS.map(({ id, title, nothing }) => (
    <SettingsPart
      key={id}
      id={id}
      title={t(title)}
      summary={summaryOf(id).join(' · ') || t(nothing)}
      changes={countChanges(settings, original, id)}
    >
      <div className={styles.fields}>
        <PartRows editor={editor} part={id} />
      </div>
    </SettingsPart>
  ));
}
