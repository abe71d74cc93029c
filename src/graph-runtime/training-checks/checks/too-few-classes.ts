import { setParameterFix } from '../../diagnostics/fixes';
import { formatShape } from '../../layers/tensor-type';
import { lossOf } from '../../targets/registry';
import type { TrainingCheck } from '../check';
import { scoredOutputs } from '../scores';
import { targetOf } from '../target-of';

/** A softmax over a single score is 1, whatever the score is. */
export const tooFewClasses: TrainingCheck = {
  code: 'too-few-classes',
  severity: 'error',
  what: {
    en: 'The loss of “{node}” needs at least {minimum} scores, but receives {classes}.',
    'zh-Hant': '「{node}」的損失函數至少需要 {minimum} 個分數，但收到 {classes} 個。',
  },
  advice: {
    en: 'Give the last dense layer one unit per class, or choose the binary cross-entropy.',
    'zh-Hant': '請讓最後的全連接層每個類別有一個單元，或選擇二元交叉熵。',
  },
  find: (context) => {
    return scoredOutputs(context).flatMap(({ output, loss, scores }) => {
      const { node } = output;
      const target = targetOf(context, output);
      if (target?.kind.takesSingleScore !== true) return [];
      const chosen = loss.withLoss(node.parameters, lossOf(target, loss.lossName(node.parameters)));
      const minimum = target.kind.losses.some((id) => id === loss.lossName(chosen))
        ? loss.minimumScores(chosen)
        : 1;
      const [classes = 0] = scores.shape;
      if (scores.shape.length !== 1 || classes >= minimum) return [];
      const { scope, id } = node.origin;
      return [
        {
          path: node.path,
          port: 'in',
          parameter: 'loss',
          expected: `≥ ${minimum}`,
          received: formatShape(scores.shape),
          values: { node: id, minimum, classes },
          fixes: () => [setParameterFix(scope, id, 'loss', 'binaryCrossEntropy')],
        },
      ];
    });
  },
};
