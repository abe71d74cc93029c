import { throwIfAborted } from '../../file-tree/abort';
import type { DataFormat } from '../data-format';
import { chosenGroup, filesFor, listGroups } from './list-files';
import { readList } from './list-plan';
import { labelQuestions, listQuestion } from './list-questions';
import { findRoles } from './list-roles';
import { readTableHead } from '../text-tables/source-table';

/** Images that a table lists with their labels: CSV, TSV, JSON Lines, Hugging Face's `metadata.csv`. */
export const list: DataFormat = {
  id: 'list',
  name: { en: 'Images in a list', 'zh-Hant': '影像清單' },
  layout: {
    en: 'A table (CSV, TSV, JSON Lines) with a column of image paths and a column of labels, such as metadata.csv with file_name and label.',
    'zh-Hant':
      '含影像路徑欄與標籤欄的表格（CSV、TSV、JSON Lines），例如有 file_name 與 label 欄的 metadata.csv。',
  },

  async recognize(tree, answers) {
    const groups = await listGroups(tree);
    const group = chosenGroup(groups, answers);
    const head = group === null ? null : await readTableHead(tree, group.id);
    if (group === null || head === null) return null;
    const files = await filesFor(tree, group.id);
    const [roles, guess] = [findRoles(head, files, answers), findRoles(head, files, {})];
    if (roles === null || guess === null) return null;
    const path = head.columns[roles.pathColumn] ?? '';
    return {
      // Folders of classes say more than a list without labels.
      confidence: guess.label.type === 'none' ? 0.5 : 0.97,
      reason: {
        en: `Column “${path}” of ${group.paths.join(', ')} names the images`,
        'zh-Hant': `${group.paths.join('、')} 的「${path}」欄列出了影像`,
      },
      questions: [...listQuestion(groups), ...labelQuestions(roles, guess, answers)],
    };
  },

  async outline(tree, answers, signal) {
    throwIfAborted(signal);
    const { examples, ...outline } = await readList(tree, answers);
    return { ...outline, featureNames: [], featureKinds: [], exampleCount: examples.length };
  },

  async *examples(tree, answers, signal) {
    for (const { path, split, target } of (await readList(tree, answers)).examples) {
      throwIfAborted(signal);
      yield { key: path, split, content: { type: 'file', path }, target };
    }
  },
};
