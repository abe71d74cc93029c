import { numberField } from './field';
import { learningRateAt } from './schedules/registry';
import type { ResumeComparison, ResumeVerdict, SettingDefinition } from './setting';

const field = numberField({
  label: { en: 'Epochs', 'zh-Hant': '週期數' },
  help: { en: 'Passes over the training images.', 'zh-Hant': '完整看過訓練影像的次數。' },
  default: 10,
  minimum: 1,
  maximum: 100_000,
  isWhole: true,
  meaning: 'epochs',
  option: { name: 'epochs' },
});

/** Passes over the training data. */
export const epochs: SettingDefinition<typeof field> = {
  field,
  part: 'basic',
  resume: resumeEpochs,
};

/** To train for longer is what a finished run is resumed for; some schedules then take another course altogether. */
function resumeEpochs({ before, now }: ResumeComparison): ResumeVerdict {
  const { schedule, epochs: after, optimizer } = now.training;
  const common = Math.min(before.epochs, after);
  const isSame = Array.from({ length: 20 }, (_, index) => (common * index) / 20).every((epoch) => {
    const rate = (all: number) => learningRateAt(schedule, optimizer.learningRate, { epoch, epochs: all }, 1);
    return rate(before.epochs) === rate(after);
  });
  return isSame ? 'silent' : 'reported';
}
