import { setParameterFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';
import { scoredOutputs } from '../scores';

/** With a smoothing of 1 every class is as right as any other. */
export const labelsSmoothedAway: TrainingCheck = {
  code: 'labels-smoothed-away',
  severity: 'warning',
  what: {
    en: 'A label smoothing of 1 gives “{node}” the same target for every example: there is nothing to learn from the labels.',
    'zh-Hant': '標籤平滑為 1 時，「{node}」對每筆樣本的目標都相同：標籤不含任何可學的資訊。',
  },
  advice: { en: 'Values of 0 to 0.2 are usual.', 'zh-Hant': '常用值為 0 到 0.2。' },
  find: (context) =>
    scoredOutputs(context)
      .filter(({ output, loss }) => loss.labelSmoothing(output.node.parameters) >= 1)
      .map(({ output: { node } }) => ({
        path: node.path,
        parameter: 'labelSmoothing',
        received: '1',
        values: { node: node.origin.id },
        fixes: () => [setParameterFix(node.origin.scope, node.origin.id, 'labelSmoothing', 0.1)],
      })),
};
