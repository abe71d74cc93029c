import { numbersOfExamples } from '../../datasets/target-description';
import { muteFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';
import { numberInputs } from '../inputs';

/** An input takes numbers that a data set has to have beside its examples. */
export const numbersMissing: TrainingCheck = {
  code: 'numbers-missing',
  severity: 'error',
  what: {
    en: '“{node}” takes the numbers beside each example, but the data set has none.',
    'zh-Hant': '「{node}」取用每個樣本之外的數值，但資料集沒有這種數值。',
  },
  advice: {
    en: 'Choose a data set with such numbers: when a list of images or a table is imported, “Numbers beside the image” chooses its columns. Or mute this input: the network is trained without it then.',
    'zh-Hant':
      '請選擇有這種數值的資料集：匯入影像清單或表格時，用「影像之外的數值」選擇欄位。也可停用這個輸入，網路便不使用它。',
  },
  find: (context) => {
    const { data } = context;
    if (data === null) return [];
    if (data.targets !== undefined && numbersOfExamples(data.targets) !== null) return [];
    return numberInputs(context).map(({ node }) => ({
      path: node.path,
      parameter: 'takes',
      values: { node: node.origin.id },
      fixes: () => [muteFix(node.origin.scope, node.origin.id)],
    }));
  },
};
