import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/Select';
import { LearningRateFinder } from '../finder/LearningRateFinder';
import { SettingControl } from './SettingControl';
import { SettingRow } from './SettingRow';
import {
  changeOptimizer,
  chooseOptimizer,
  OPTIMIZER_FIELDS,
  type OptimizerKey,
  type OptimizerType,
  readSetting,
} from './setting-fields';
import type { TrainingSettingsEditor } from './use-training-settings';

/** The names under which the optimisers were published; only the second is words. */
const NAMES = { sgd: 'SGD', adam: 'Adam', adamw: 'AdamW', rmsprop: 'RMSprop', adagrad: 'Adagrad' } as const;
const TYPES: readonly OptimizerType[] = ['sgd', 'momentum', 'adam', 'adamw', 'rmsprop', 'adagrad'];

/** Which optimiser, and its learning rate: what every run needs. */
export function OptimizerSection({ editor }: { readonly editor: TrainingSettingsEditor }) {
  const { t } = useTranslation('training');
  const { optimizer } = editor.settings;
  const original = editor.original.optimizer;
  const nameOf = (type: OptimizerType) => (type === 'momentum' ? t('optimizerMomentum') : NAMES[type]);
  return (
    <>
      <SettingRow
        label={t('optimizerSetting')}
        originalText={optimizer.type === original.type ? null : nameOf(original.type)}
        onReset={() => editor.change({ optimizer: original })}
      >
        <Select
          aria-label={t('optimizerSetting')}
          value={optimizer.type}
          options={TYPES.map((type) => ({ value: type, label: nameOf(type) }))}
          onValueChange={(type) => editor.change({ optimizer: chooseOptimizer(type, original) })}
        />
      </SettingRow>
      <OptimizerFields editor={editor} keys="learningRate" />
    </>
  );
}

export interface OptimizerFieldsProps {
  readonly editor: TrainingSettingsEditor;
  readonly keys: 'learningRate' | 'others';
}

/** The optimiser's numbers: the learning rate, or all others. */
export function OptimizerFields({ editor, keys }: OptimizerFieldsProps) {
  const { t } = useTranslation('training');
  const { optimizer } = editor.settings;
  const original = editor.original.optimizer;
  const labelOf = (key: OptimizerKey) => t(key === 'learningRate' ? 'learningRateSetting' : key);
  const fields = OPTIMIZER_FIELDS[optimizer.type].filter(
    (field) => (field.key === 'learningRate') === (keys === 'learningRate'),
  );
  const apply = (learningRate: number) => {
    const changed = changeOptimizer(optimizer, 'learningRate', learningRate);
    if (changed !== null) editor.change({ optimizer: changed });
  };
  return (
    <>
      {fields.map((field) => (
        <SettingControl
          key={field.key}
          field={field}
          label={labelOf(field.key)}
          setting={`optimizer.${field.key}`}
          value={readSetting(optimizer, field.key) ?? null}
          original={optimizer.type === original.type ? readSetting(original, field.key) : undefined}
          onChange={(value) => {
            const changed = changeOptimizer(optimizer, field.key, value);
            if (changed !== null) editor.change({ optimizer: changed }, `training.optimizer.${field.key}`);
          }}
          onCommit={editor.endGesture}
          {...(field.key === 'learningRate' ? { aside: <LearningRateFinder onApply={apply} /> } : {})}
        />
      ))}
    </>
  );
}
