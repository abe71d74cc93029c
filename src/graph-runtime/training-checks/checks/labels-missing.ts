import { setParameterFix, setSettingFix } from '../../diagnostics/fixes';
import type { WiredNode } from '../../infer/wiring';
import type { TrainingCheck } from '../check';
import { outputsOf } from '../scores';
import { choiceOf, isComparing, targetOf } from '../target-of';

/** Examples without labels say nothing of what is to be predicted but themselves. */
export const labelsMissing: TrainingCheck = {
  code: 'labels-missing',
  severity: 'error',
  what: {
    en: 'The data set has no labels that a network could learn to predict.',
    'zh-Hant': '資料集沒有可供網路學習預測的標籤。',
  },
  advice: {
    en: 'Set the target to “The input itself” to train an autoencoder, or choose a data set with labels.',
    'zh-Hant': '請將目標設為「輸入本身」以訓練自編碼器，或改選有標籤的資料集。',
  },
  find: (context) => {
    if (context.data === null) return [];
    const unlabeled = outputsOf(context).filter(
      (output) => targetOf(context, output) === null && !isComparing(output) && choiceOf(output).label === '',
    );
    const isChosen = (output: WiredNode) => choiceOf(output).target === 'labels';
    const chosen = unlabeled.find(isChosen);
    if (unlabeled.length === 0) return [];
    if (chosen === undefined) {
      return [{ setting: 'target', fixes: () => [setSettingFix('target', 'input', { target: 'input' })] }];
    }
    const { scope, id } = chosen.node.origin;
    const place = { path: chosen.node.path, parameter: 'target' };
    return [{ ...place, fixes: () => [setParameterFix(scope, id, 'target', 'input')] }];
  },
};
