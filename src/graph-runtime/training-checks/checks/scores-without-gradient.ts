import type { CheckContext, TrainingCheck } from '../check';
import { lossNamed } from '../../targets/losses/registry';
import { lossOf } from '../../targets/registry';
import { layersBeforeLoss, removeScoreLayerFix, type ScoredOutput, scoredOutputs } from '../scores';
import { targetOf } from '../target-of';
import { scoresLimited } from './scores-limited';

/** ReLU in front of a cross-entropy: a score below zero has no gradient, so a class may be lost for good. */
export const scoresWithoutGradient: TrainingCheck = {
  code: 'scores-without-gradient',
  severity: 'warning',
  what: {
    en: '“{node}” cuts off the scores of “{output}”: a score that is cut off gets no gradient, and its class may never be learned.',
    'zh-Hant': '「{node}」會截斷「{output}」的分數：被截斷的分數沒有梯度，該類別可能永遠學不到。',
  },
  advice: {
    en: 'Scores may be negative: the loss turns them into probabilities. Remove “{node}”.',
    'zh-Hant': '分數可以是負的，損失函數會把它們轉成機率。請移除「{node}」。',
  },
  find: (context) => {
    const said = new Set(scoresLimited.find(context).map(({ path }) => path));
    return scoredOutputs(context)
      .filter((scored) => takesScores(context, scored))
      .flatMap((scored) =>
        layersBeforeLoss(scored).flatMap((layer) => {
          const { node, effect, isPooled } = layer;
          // Means of many values are rarely cut off all at once: NiN and SqueezeNet end with ReLU and global average pooling.
          if (effect.kind !== 'limits' || !effect.losesGradient || isPooled) return [];
          if (said.has(node.node.path)) return [];
          const values = { node: node.node.origin.id, output: scored.output.node.origin.id };
          return [{ path: node.node.path, values, fixes: () => [removeScoreLayerFix(context, layer)] }];
        }),
      );
  },
};

/** Whether the loss makes probabilities of scores. */
function takesScores(context: CheckContext, { output, loss }: ScoredOutput): boolean {
  const { parameters } = output.node;
  const target = targetOf(context, output);
  if (target === null || target.kind.takesSingleScore === true) return loss.takesLogits(parameters);
  return lossNamed(lossOf(target, loss.lossName(parameters))).reach !== undefined;
}
