import { numberField } from '../field';
import { minimumField, warmup } from './fields';
import { defineSchedule } from './schedule';

/**
 * Half a cosine from the learning rate down to `minimum`, again and again, each time over `growth` times as many epochs (SGDR, Loshchilov and
 * Hutter 2017; PyTorch's `CosineAnnealingWarmRestarts`, whose T_0 and T_mult these are).
 */
export const cosineRestarts = defineSchedule({
  type: 'cosineRestarts',
  label: { en: 'Cosine with warm restarts', 'zh-Hant': '餘弦熱重啟' },
  help: {
    en: 'Falls along half a cosine and starts again at the full rate: each restart leaves the minimum that was found.',
    'zh-Hant': '沿半個餘弦下降，再從完整的學習率重新開始：每次重啟都會離開先前找到的極小值。',
  },
  fields: {
    firstEpochs: numberField({
      label: { en: 'First cycle (epochs)', 'zh-Hant': '第一個循環（週期）' },
      name: { en: 'first cycle of the schedule', 'zh-Hant': '排程的第一個循環' },
      help: { en: 'Epochs until the first restart.', 'zh-Hant': '到第一次重啟為止的週期數。' },
      default: 10,
      minimum: 1,
      isWhole: true,
    }),
    growth: numberField({
      label: { en: 'Growth of the cycles', 'zh-Hant': '循環的增長' },
      name: { en: 'growth of the schedule', 'zh-Hant': '循環的增長' },
      help: {
        en: 'Each cycle is this many times as long as the one before; 1: all are equal.',
        'zh-Hant': '每個循環的長度是前一個的幾倍；1 表示全部相同。',
      },
      default: 2,
      minimum: 1,
      isWhole: true,
    }),
    minimum: numberField(minimumField),
    ...warmup,
  },
  rate: ({ firstEpochs, growth, minimum }, learningRate, { epoch }) => {
    const { since, length } = cycleAt(epoch, firstEpochs, growth);
    return minimum + ((learningRate - minimum) * (1 + Math.cos((Math.PI * since) / length))) / 2;
  },
});

/** The cycle that an epoch is in: its length, and how much of it is over, in epochs. */
function cycleAt(epoch: number, first: number, growth: number): { since: number; length: number } {
  if (growth === 1) return { since: epoch % first, length: first };
  // Before the n-th cycle lie first · (growthⁿ − 1) / (growth − 1) epochs.
  const count = Math.floor(Math.log1p((epoch * (growth - 1)) / first) / Math.log(growth) + 1e-9);
  const start = (first * (growth ** count - 1)) / (growth - 1);
  return { since: Math.max(0, epoch - start), length: first * growth ** count };
}
