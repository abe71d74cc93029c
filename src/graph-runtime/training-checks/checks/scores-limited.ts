import { lossNamed } from '../../targets/losses/registry';
import { lossOf } from '../../targets/registry';
import { type CheckContext, percentage, type TrainingCheck } from '../check';
import { layersBeforeLoss, removeScoreLayerFix, type ScoredOutput, scoredOutputs } from '../scores';
import { targetOf } from '../target-of';

/** Below this, the loss is far from what a right answer deserves. ReLU6 before cross-entropy reaches 0.98. */
const ENOUGH = 0.95;

/**
 * Softmax in front of a cross-entropy that contains one: of ten classes, the surest gets 23%. A linear network on Fashion-MNIST has
 * 56% right after an epoch instead of 80%.
 */
export const scoresLimited: TrainingCheck = {
  code: 'scores-limited',
  severity: 'warning',
  what: {
    en: '“{node}” limits the scores of “{output}” to {low} … {high}: its loss never sees a probability above {best}%.',
    'zh-Hant': '「{node}」把「{output}」的分數限制在 {low} 到 {high}：損失函數看到的機率最高只有 {best}%。',
  },
  advice: {
    en: 'The loss of an output contains softmax (cross-entropy) or sigmoid (binary cross-entropy) and needs scores without limits. Remove “{node}”.',
    'zh-Hant':
      '輸出層的損失函數已包含 softmax（交叉熵）或 sigmoid（二元交叉熵），需要不受限制的分數。請移除「{node}」。',
  },
  find: (context) =>
    scoredOutputs(context).flatMap((scored) => {
      const { output } = scored;
      const reachOf = reachFor(context, scored);
      if (reachOf === null) return [];
      return layersBeforeLoss(scored).flatMap((layer) => {
        const { node, effect } = layer;
        if (effect.kind !== 'limits') return [];
        const reach = reachOf(effect.low, effect.high);
        if (reach >= ENOUGH) return [];
        const values = {
          node: node.node.origin.id,
          output: output.node.origin.id,
          low: bound(effect.low),
          high: bound(effect.high),
          best: percentage(reach),
        };
        return [{ path: node.node.path, values, fixes: () => [removeScoreLayerFix(context, layer)] }];
      });
    }),
};

/** How near the loss can come to a right answer with limited scores; null where limits are no matter. */
function reachFor(
  context: CheckContext,
  { output, loss, scores }: ScoredOutput,
): ((low: number, high: number) => number) | null {
  const { parameters } = output.node;
  const target = targetOf(context, output);
  // The output layer's own rule knows single scores.
  if (target === null || target.kind.takesSingleScore === true) {
    return scores.shape.length === 1 ? (low, high) => loss.reach(parameters, scores, low, high) : null;
  }
  const channels = scores.shape.at(-1) ?? 1;
  // One score for two classes is learned by its sigmoid.
  const isSingle = target.kind.singleShape !== undefined && channels === 1;
  const { reach } = lossNamed(isSingle ? 'binaryCrossEntropy' : lossOf(target, loss.lossName(parameters)));
  return reach === undefined ? null : (low, high) => reach(low, high, channels);
}

function bound(value: number): string {
  return Number.isFinite(value) ? `${value}` : `${value < 0 ? '−' : ''}∞`;
}
