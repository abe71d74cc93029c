import { setParameterFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';
import { scoredOutputs } from '../scores';

/** GoogLeNet's auxiliary outputs have a weight of 0.3, which is a good one to begin with. */
const AUXILIARY_WEIGHT = 0.3;

/** An output whose loss does not count: what only it depends on keeps its random weights. */
export const outputWithoutLoss: TrainingCheck = {
  code: 'output-without-loss',
  severity: 'warning',
  what: {
    en: 'The loss of “{node}” has a weight of 0: the layers that only lead there do not learn.',
    'zh-Hant': '「{node}」的損失權重為 0：只通往該輸出的層不會學習。',
  },
  advice: {
    en: 'Give it a weight, or remove the output together with its layers.',
    'zh-Hant': '請設定權重，或把這個輸出連同它的層一起移除。',
  },
  find: (context) => {
    const outputs = scoredOutputs(context);
    const weightOf = ({ output, loss }: (typeof outputs)[number]) => loss.weight(output.node.parameters);
    // Where none counts, the network has nothing to minimize: that is its own error.
    if (outputs.every((scored) => weightOf(scored) === 0)) return [];
    return outputs
      .filter((scored) => weightOf(scored) === 0)
      .map(({ output: { node }, loss }) => ({
        path: node.path,
        parameter: 'lossWeight',
        received: '0',
        values: { node: node.origin.id },
        fixes: () => [
          setParameterFix(
            node.origin.scope,
            node.origin.id,
            'lossWeight',
            loss.isAuxiliary(node.parameters) ? AUXILIARY_WEIGHT : 1,
          ),
        ],
      }));
  },
};
