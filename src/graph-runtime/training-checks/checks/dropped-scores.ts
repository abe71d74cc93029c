import type { TrainingCheck } from '../check';
import { layersBeforeLoss, removeScoreLayerFix, scoredOutputs } from '../scores';

/** Dropout between the last weights and the loss hides the answer itself in training. */
export const droppedScores: TrainingCheck = {
  code: 'dropped-scores',
  severity: 'warning',
  what: {
    en: '“{node}” sets random scores of “{output}” to zero in training, also the one of the right class.',
    'zh-Hant': '「{node}」在訓練時會把「{output}」的分數隨機設為 0，正確類別的分數也不例外。',
  },
  advice: {
    en: 'Dropout belongs in front of the last layer with weights. Move “{node}” there, or remove it.',
    'zh-Hant': '丟棄法應放在最後一個有權重的層之前。請把「{node}」移到那裡，或將它移除。',
  },
  find: (context) =>
    scoredOutputs(context).flatMap((scored) =>
      layersBeforeLoss(scored).flatMap((layer) => {
        const { node, effect, isPooled } = layer;
        // A mean over a map of which some values are dropped is still a fair score.
        if (effect.kind !== 'drops' || (effect.what === 'values' && isPooled)) return [];
        const values = { node: node.node.origin.id, output: scored.output.node.origin.id };
        return [{ path: node.node.path, values, fixes: () => [removeScoreLayerFix(context, layer)] }];
      }),
    ),
};
