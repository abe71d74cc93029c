import type { SourceProblem } from '../../../contract/data-problems';
import type { SplitName } from '../../../contract/data-survey';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import { throwIfAborted } from '../file-tree/abort';
import type { DataFormat } from './data-format';
import { sortFiles } from './image-names';
import { splitOfName } from './split-names';

const sorted = oncePer(sortFiles);

/** Images without labels, for networks that learn from the images alone. */
export const imageFolder: DataFormat = {
  id: 'images',
  name: { en: 'Images without labels', 'zh-Hant': '沒有標籤的影像' },
  layout: {
    en: 'A folder of images without labels, for autoencoders.',
    'zh-Hant': '只有影像、沒有標籤的資料夾，用於自編碼器。',
  },

  async recognize(tree) {
    const { length } = (await sorted(tree)).images;
    if (length === 0) return null;
    return {
      confidence: 0.2,
      reason: {
        en: length === 1 ? 'One image' : `${length} images`,
        'zh-Hant': `${length} 張影像`,
      },
      questions: [],
    };
  },

  async outline(tree) {
    const { images, others } = await sorted(tree);
    return {
      target: 'none',
      classNames: [],
      targetNames: [],
      featureNames: [],
      featureKinds: [],
      exampleCount: images.length,
      problems: others.map((path): SourceProblem => ({ reason: 'not-an-example', path })),
    };
  },

  async *examples(tree, _answers, signal) {
    for (const path of (await sorted(tree)).images) {
      throwIfAborted(signal);
      yield {
        key: path,
        split: splitOfPath(path),
        content: { type: 'file', path },
        target: { type: 'none' },
      };
    }
  },
};

/** The split that a folder of the path names, the outermost first. */
export function splitOfPath(path: string): SplitName | null {
  for (const folder of path.split('/').slice(0, -1)) {
    const split = splitOfName(folder);
    if (split !== null) return split;
  }
  return null;
}
