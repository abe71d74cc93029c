import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select';
import { SchedulePreview } from './SchedulePreview';
import { SettingControl } from './SettingControl';
import { SettingRow } from './SettingRow';
import { SCHEDULE_NAMES, SCHEDULE_TYPES } from './schedule-names';
import {
  changeSchedule,
  chooseSchedule,
  readSetting,
  SCHEDULE_FIELDS,
  type ScheduleKey,
} from './setting-fields';
import type { TrainingSettingsEditor } from './use-training-settings';

/** How the learning rate changes over the run. */
export function ScheduleSection({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const { schedule } = editor.settings;
  const original = editor.original.schedule;
  const labelOf = (key: ScheduleKey) => t(key === 'minimum' ? 'minimumRate' : key);
  return (
    <>
      <SettingRow
        label={t('scheduleSetting')}
        originalText={schedule.type === original.type ? null : t(SCHEDULE_NAMES[original.type])}
        onReset={() => editor.change({ schedule: original })}
      >
        <Select
          aria-label={t('scheduleSetting')}
          value={schedule.type}
          options={SCHEDULE_TYPES.map((type) => ({ value: type, label: t(SCHEDULE_NAMES[type]) }))}
          onValueChange={(type) =>
            editor.change({ schedule: chooseSchedule(type, original, editor.settings) })
          }
        />
      </SettingRow>
      {SCHEDULE_FIELDS[schedule.type].map((field) => (
        <SettingControl
          key={field.key}
          field={field}
          label={labelOf(field.key)}
          setting={`schedule.${field.key}`}
          value={readSetting(schedule, field.key) ?? null}
          original={schedule.type === original.type ? readSetting(original, field.key) : undefined}
          onChange={(value) => {
            const changed = changeSchedule(schedule, field.key, value);
            if (changed !== null) editor.change({ schedule: changed }, `training.schedule.${field.key}`);
          }}
          onCommit={editor.endGesture}
        />
      ))}
      <SchedulePreview settings={editor.settings} />
    </>
  );
}
