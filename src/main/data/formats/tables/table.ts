import { throwIfAborted } from '../../file-tree/abort';
import { SourceProblemError } from '../../file-tree/source-problem-error';
import type { DataFormat } from '../data-format';
import { imagesOf } from '../list/list-files';
import { planTable, tablePaths } from './table-plan';
import { targetQuestions } from './table-target';

/** Rows of numbers and categories, one column of which is to be predicted. */
export const table: DataFormat = {
  id: 'table',
  name: { en: 'Table of numbers', 'zh-Hant': '數值表格' },
  layout: {
    en: 'A CSV or Parquet file with a row for each example: one column is what to predict, the others are numbers or categories.',
    'zh-Hant': '每列一個樣本的 CSV 或 Parquet 檔案：一欄是要預測的目標，其餘為數值或類別。',
  },

  async recognize(tree, answers) {
    const paths = await tablePaths(tree);
    if (paths.length === 0) return null;
    try {
      const { facts, choice, outline } = await planTable(tree, answers);
      if (outline.featureNames.length === 0) return null;
      const { length } = outline.featureNames;
      // Beside images, a table is more likely about them.
      const hasImages = (await imagesOf(tree)).images.length > 0;
      return {
        confidence: hasImages ? 0.1 : 0.7,
        reason: {
          en: `${paths.join(', ')}: ${outline.exampleCount} rows, ${length} features`,
          'zh-Hant': `${paths.join('、')}：${outline.exampleCount} 列、${length} 個特徵`,
        },
        questions: targetQuestions(facts, choice, answers),
      };
    } catch (error) {
      if (error instanceof SourceProblemError) return null;
      throw error;
    }
  },

  async outline(tree, answers, signal) {
    throwIfAborted(signal);
    return (await planTable(tree, answers)).outline;
  },

  async *examples(tree, answers, signal) {
    for (const { key, split, values, target } of (await planTable(tree, answers)).examples) {
      throwIfAborted(signal);
      yield { key, split, content: { type: 'features', values }, target };
    }
  },
};
