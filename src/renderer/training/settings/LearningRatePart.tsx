import { useTranslation } from 'react-i18next';
import { OptimizerFields } from './OptimizerSection';
import { ScheduleSection } from './ScheduleSection';
import { SettingsPart } from './SettingsPart';
import styles from './SettingsSection.module.css';
import { SCHEDULE_NAMES } from './schedule-names';
import { countChanges } from './setting-fields';
import type { TrainingSettingsEditor } from './use-training-settings';

/** The optimiser's further numbers, and how the learning rate changes over the run. */
export function LearningRatePart({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const { settings, original } = editor;
  const { optimizer, schedule } = settings;
  // What stands among the basics is counted there.
  const held = {
    ...original,
    epochs: settings.epochs,
    batchSize: settings.batchSize,
    seed: settings.seed,
    optimizer:
      optimizer.type === original.optimizer.type
        ? { ...original.optimizer, learningRate: optimizer.learningRate }
        : optimizer,
  };
  return (
    <SettingsPart
      id="learning-rate"
      title={t('learningRatePart')}
      summary={t(SCHEDULE_NAMES[schedule.type])}
      changes={countChanges(settings, held)}
    >
      <div className={styles.fields}>
        <OptimizerFields editor={editor} keys="others" />
        <ScheduleSection editor={editor} />
      </div>
    </SettingsPart>
  );
}
