import type { TrainingSettings } from '../../document/document';
import { createOptimizer, initialLearningRate } from '../../settings/optimizers/registry';
import { learningRateAt } from '../../settings/schedules/registry';
import { type CheckContext, type TrainingCheck, threeDigits } from '../check';
import { runLength } from '../run-length';
import { optimizerFix, usualOptimizerFix } from '../settings-fix';

/** A sum of rates over the run below this moves no weight by a visible amount: weights are of the order of 0.05. */
const LEAST = 1e-5;
/** Points of the run at which the rate is read. */
const POINTS = 400;

/** A rate so small (or a clipping, or an epsilon so strong) that the weights end where they began. */
export const hardlyAnyUpdate: TrainingCheck = {
  code: 'hardly-any-update',
  severity: 'warning',
  isAboutRunLength: true,
  what: {
    en: 'With this {setting}, all {steps} steps of the run together move a weight by about {distance}: the network hardly changes.',
    'zh-Hant':
      '以目前的 {setting}，整個訓練共 {steps} 步，合計只讓一個權重移動約 {distance}：網路結束時與開始時幾乎相同。',
  },
  advice: {
    en: 'Raise the learning rate, or undo what makes the steps smaller: clipping, or a large epsilon.',
    'zh-Hant': '請調高學習率，或還原讓步伐變小的設定：梯度裁剪，或過大的 epsilon。',
  },
  find: (context) => {
    const length = runLength(context);
    if (length === null) return [];
    const { optimizer } = context.settings;
    const rates = meanRate(context.settings, length.stepsPerEpoch) * length.steps * accelerationOf(context);
    const { damping } = createOptimizer(optimizer);
    const distance = rates * damping.factor;
    if (distance >= LEAST) return [];
    const key = rates < LEAST ? 'learningRate' : damping.key;
    return [
      {
        setting: `optimizer.${key}`,
        received: String(Reflect.get(optimizer, key)),
        values: { setting: key, steps: length.steps, distance: threeDigits(distance) },
        fixes: () => [
          key === 'learningRate'
            ? optimizerFix(context, key, initialLearningRate(optimizer.type))
            : usualOptimizerFix(context, key),
        ],
      },
    ];
  },
};

/** How much further momentum carries a step. */
function accelerationOf({ settings: { optimizer } }: CheckContext): number {
  const momentum = 'momentum' in optimizer ? optimizer.momentum : 0;
  return 1 / Math.max(1e-3, 1 - momentum);
}

/** Mean of the learning rates of a run. */
function meanRate(settings: TrainingSettings, stepsPerEpoch: number): number {
  const { schedule, optimizer, epochs } = settings;
  let sum = 0;
  for (let point = 0; point < POINTS; point += 1) {
    const progress = { epoch: (epochs * point) / POINTS, epochs };
    sum += learningRateAt(schedule, optimizer.learningRate, progress, stepsPerEpoch);
  }
  return sum / POINTS;
}
