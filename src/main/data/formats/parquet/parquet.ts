import { throwIfAborted } from '../../file-tree/abort';
import type { DataFormat } from '../data-format';
import { labelQuestions } from './parquet-labels';
import { bytesOf, planParquet, splitOfFile } from './parquet-plan';
import { parquetFiles } from './parquet-source';

/** Images in Parquet files, as Hugging Face writes them. */
export const parquet: DataFormat = {
  id: 'parquet',
  name: { en: 'Parquet (Hugging Face)', 'zh-Hant': 'Parquet（Hugging Face）' },
  layout: {
    en: 'Parquet files with a column of images and a column of labels, as Hugging Face has them: data/train-00000-of-00001.parquet.',
    'zh-Hant': '含影像欄與標籤欄的 Parquet 檔案，如 Hugging Face 所用：data/train-00000-of-00001.parquet。',
  },

  async recognize(tree, answers) {
    const source = await parquetFiles(tree);
    if (source === null) return null;
    const { files, image } = source;
    return {
      confidence: 0.95,
      reason: {
        en: `Column “${image}” of ${files.length === 1 ? 'a Parquet file' : `${files.length} Parquet files`} holds images`,
        'zh-Hant': `${files.length} 個 Parquet 檔案的「${image}」欄含有影像`,
      },
      questions: await labelQuestions(source, answers),
    };
  },

  async outline(tree, answers, signal) {
    throwIfAborted(signal);
    return (await planParquet(tree, answers)).outline;
  },

  async *examples(tree, answers, signal) {
    const { source, targets } = await planParquet(tree, answers);
    for (const file of source.files) {
      const split = splitOfFile(file);
      for (const [index, { start }] of file.groups.entries()) {
        throwIfAborted(signal);
        const rows = await file.readGroup(index, [source.image]);
        for (const [offset, row] of rows.entries()) {
          const target = targets.get(file)?.[start + offset] ?? null;
          if (target === null) continue;
          const content = { type: 'encoded', bytes: bytesOf(row[source.image]) } as const;
          yield { key: `${file.path}#${start + offset}`, split, content, target };
        }
      }
    }
  },
};
