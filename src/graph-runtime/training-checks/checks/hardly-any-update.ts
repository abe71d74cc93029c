import { learningRateAt } from '../../compile/schedules/registry';
import type { TrainingSettings } from '../../document/document';
import { firstLearningRate } from '../../document/first-learning-rates';
import { type CheckContext, type TrainingCheck, threeDigits } from '../check';
import { runLength } from '../run-length';
import { isAdaptive, optimizerFix, usualOptimizerFix } from '../settings-fix';

/** A sum of rates over the run below this moves no weight by a visible amount: weights are of the order of 0.05. */
const LEAST = 1e-5;
/** Points of the run at which the rate is read. */
const POINTS = 400;

/** A rate (or a clipping) so small that the weights end where they began. */
export const hardlyAnyUpdate: TrainingCheck = {
  code: 'hardly-any-update',
  severity: 'warning',
  what: {
    en: 'All {steps} steps of the run together move a weight by about {distance}: the network ends as it began.',
    'zh-Hant': '整個訓練共 {steps} 步，合計只讓一個權重移動約 {distance}：網路結束時與開始時幾乎相同。',
  },
  advice: {
    en: 'Raise the learning rate (or the norm that gradients are clipped to).',
    'zh-Hant': '請調高學習率（或梯度裁剪的範數）。',
  },
  find: (context) => {
    const length = runLength(context);
    if (length === null) return [];
    const { optimizer } = context.settings;
    const clip = isAdaptive(optimizer) ? 1 : Math.min(1, optimizer.clipNorm ?? 1);
    const rates = meanRate(context.settings, length.stepsPerEpoch) * length.steps * accelerationOf(context);
    const distance = rates * clip;
    if (distance >= LEAST) return [];
    const isClipping = rates >= LEAST;
    return [
      {
        setting: isClipping ? 'optimizer.clipNorm' : 'optimizer.learningRate',
        received: `${isClipping ? optimizer.clipNorm : optimizer.learningRate}`,
        values: { steps: length.steps, distance: threeDigits(distance) },
        fixes: () => [
          isClipping
            ? usualOptimizerFix(context, 'clipNorm')
            : optimizerFix(context, 'learningRate', firstLearningRate(optimizer.type)),
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
