import type { SplitName } from '../../../contract/data-survey';

/** What people call the parts of a data set, as folders, files, arrays and values of a column (those of Hugging Face's loaders, and Chinese). */
const SPLIT_WORDS: Readonly<Record<SplitName, readonly string[]>> = {
  train: ['train', 'training', 'trn', 'tr', '訓練', '训练'],
  validation: ['validation', 'valid', 'val', 'dev', '驗證', '验证'],
  test: ['test', 'testing', 'tst', 'eval', 'evaluation', '測試', '测试'],
};

const SPLITS_BY_WORD: ReadonlyMap<string, SplitName> = new Map(
  (['train', 'validation', 'test'] as const).flatMap((split) =>
    SPLIT_WORDS[split].map((word) => [word, split] as const),
  ),
);

/** What is added to such a name without changing it: `training_set`, `test-images`, `val2017`. */
const DECORATION = /^(data(set)?|images?|imgs?|set|split|part|folder|\d+)$/;

/** The split that a folder's or a column's value names as a whole (`Training Set`), or null. */
export function splitOfName(name: string): SplitName | null {
  const words = wordsOf(name).filter((word) => !DECORATION.test(word));
  const [word = ''] = words;
  return words.length === 1 ? (SPLITS_BY_WORD.get(word) ?? null) : null;
}

/** The split that is named somewhere in a file's name: `train-00000-of-00002`, `x_test`, `mnist_train`. Null where none or two are. */
export function splitInName(name: string): SplitName | null {
  const found = new Set(wordsOf(name).flatMap((word) => SPLITS_BY_WORD.get(word) ?? []));
  const [split] = found;
  return found.size === 1 && split !== undefined ? split : null;
}

/** `trainingSet_v2` → `training`, `set`, `v`, `2`; a trailing 集 (set) of Chinese words is left out. */
function wordsOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/u)
    .map((word) => word.replace(/(資料|数据)?集$/u, ''))
    .filter((word) => word !== '');
}
