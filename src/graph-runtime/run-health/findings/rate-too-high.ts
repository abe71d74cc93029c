import { type FindingRule, rateCure, shown } from '../finding';
import { chanceLoss, type RunObservations } from '../observations';

/** The loss rises to this many times what the fresh network had. Healthy networks stay below 1.2. */
const SPIKE = 2;

/** A rate of 2 for a small network of ReLUs: a loss of 30 after a beginning of 2.5. Or a loss that is no number any more. */
export const rateTooHigh: FindingRule = {
  code: 'rate-too-high',
  severity: 'problem',
  title: { en: 'Learning rate too high', 'zh-Hant': '學習率過高' },
  evidence: {
    en: 'With a learning rate of {rate} the loss rose from {start} to {peak} (step {step}).',
    'zh-Hant': '學習率為 {rate} 時，損失從 {start} 升到 {peak}（第 {step} 步）。',
  },
  advice: {
    en: 'The updates overshoot. Try a third or a tenth of the rate (the learning rate finder suggests one), a warm-up, or gradient clipping.',
    'zh-Hant':
      '更新幅度過大。可以試試三分之一或十分之一的學習率（「尋找學習率」可提供建議）、預熱，或梯度裁剪。',
  },
  isAboutRate: true,
  cure: (settings) => rateCure(settings, 0.1),
  find: (run) => {
    const [first] = run.points;
    const peak = peakOf(run);
    if (first === undefined || peak === null) return null;
    const chance = chanceLoss(run);
    const start = Number.isFinite(chance) ? Math.max(first.loss, chance) : first.loss;
    const code = run.failure?.code;
    const hasBroken = code === 'loss-not-finite' || code === 'weights-not-finite';
    if (!hasBroken && peak.loss <= SPIKE * start) return null;
    return {
      paths: hasBroken && run.failure?.path !== undefined ? [run.failure.path] : [],
      values: {
        rate: shown(run.settings.optimizer.learningRate),
        start: shown(first.loss),
        peak: hasBroken ? '∞' : shown(peak.loss),
        step: peak.step,
      },
    };
  },
};

function peakOf({ points }: RunObservations): RunObservations['points'][number] | null {
  return points.reduce<RunObservations['points'][number] | null>(
    (highest, point) => (highest === null || point.loss > highest.loss ? point : highest),
    null,
  );
}
