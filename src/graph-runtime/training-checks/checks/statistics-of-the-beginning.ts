import { setParameterFix } from '../../diagnostics/fixes';
import { percentage, type TrainingCheck } from '../check';
import { runLength } from '../run-length';

/** What may be left of the initial statistics when the run is over. */
const LEFT = 0.1;

/** With a momentum of 1, or of 0.999 in a run of 500 steps, evaluation uses the statistics that the layer began with. */
export const statisticsOfTheBeginning: TrainingCheck = {
  code: 'statistics-of-the-beginning',
  severity: 'warning',
  isAboutRunLength: true,
  what: {
    en: 'With a momentum of {momentum}, {left}% of the running statistics of “{node}” are still those of the beginning after {steps} steps.',
    'zh-Hant': '動量為 {momentum} 時，經過 {steps} 步之後，「{node}」的移動統計量仍有 {left}% 是初始值。',
  },
  advice: {
    en: 'Evaluation and predictions use these statistics and will be wrong. Train for more steps, or choose a smaller momentum (Keras’s convention; PyTorch’s 0.1 is 0.9 here).',
    'zh-Hant':
      '評估與預測會使用這些統計量，結果因此不正確。請訓練更多步，或調低動量（Keras 的慣例；PyTorch 的 0.1 在此為 0.9）。',
  },
  find: (context) => {
    // Without the data, one step after another is not counted: only what never changes is said.
    const steps = runLength(context)?.steps ?? Number.POSITIVE_INFINITY;
    return context.wiring.nodes.flatMap(({ node, layer }) => {
      const momentum = layer?.statisticsMomentum?.(node.parameters);
      if (momentum === undefined || node.learning?.isFrozen === true) return [];
      // One to the power of infinity is not a number.
      const left = momentum >= 1 ? 1 : momentum ** steps;
      if (left <= LEFT) return [];
      const { scope, id } = node.origin;
      return [
        {
          path: node.path,
          parameter: 'momentum',
          received: `${momentum}`,
          values: {
            node: id,
            momentum,
            left: percentage(left),
            steps: Number.isFinite(steps) ? steps : '∞',
          },
          fixes: () => [setParameterFix(scope, id, 'momentum', undefined)],
        },
      ];
    });
  },
};
