import type { OptimizerDefinition } from './optimizers/optimizer';
import { type OptimizerSettings, optimizers } from './optimizers/registry';
import { kindField, type ResumeVerdict, type SettingDefinition } from './setting';

const field = kindField({
  label: { en: 'Optimizer', 'zh-Hant': '最佳化器' },
  help: { en: 'How gradients change the weights.', 'zh-Hant': '梯度如何改變權重。' },
  kinds: optimizers,
  default: { type: 'sgd', learningRate: 0.1 },
  fieldsPart: 'learning-rate',
  option: { name: 'optimizer' },
});

/** How gradients change the weights. */
export const optimizer: SettingDefinition<typeof field> = {
  field,
  part: 'basic',
  resume: 'refused',
  resumeField,
};

/** What the optimizer remembers would mean something else, or not be there, with other slots; any other number only changes the course. */
function resumeField(key: string, before: OptimizerSettings, now: OptimizerSettings): ResumeVerdict {
  const definition: OptimizerDefinition = optimizers[before.type];
  const changed = { ...before, [key]: Reflect.get(now, key) };
  const isSame = JSON.stringify(definition.slots(before)) === JSON.stringify(definition.slots(changed));
  return isSame ? 'reported' : 'refused';
}
