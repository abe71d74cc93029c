import { oncePer } from '../../../graph-runtime/collections/once-per';
import { throwIfAborted } from '../file-tree/abort';
import type { FileTree } from '../file-tree/file-tree';
import type { DataFormat } from './data-format';
import { splitOfPath } from './image-folder';
import { sortFiles } from './image-names';
import { lookLikePictures } from './look-like-pictures';
import { isNamedAsMask } from './mask-folders';
import { type FilePairs, type PairNames, pairFiles, placeOf } from './paired-files';

/** Both halves are named, by words that no classes have: two folders with equal file names may as well be two classes. */
const NAMES: PairNames = {
  first:
    /^(images?|imgs?|inputs?|sources?|src|(train|val|test) ?a|nois(y|e)|blur(red|ry)?|degraded|corrupted|low ?res(olution)?|lr( ?(bicubic|x\d))?|gr[ae]y(scale)?)$/,
  second:
    /^(targets?|outputs?|(train|val|test) ?b|gt|ground ?truths?|clean|sharp|originals?|high ?res(olution)?|hr|colou?r(ed)?)$/,
  suffix: /[\s_-](targets?|gt|clean|sharp|hr|colou?r|groundtruth)$/i,
  firstSuffix: /[\s_-](inputs?|noisy|blur(red)?|lr|x[2-8]|gr[ae]y)$/i,
  isFirstByDefault: false,
  withoutFirst: 'target-without-image',
  withoutSecond: 'missing-target',
};

const paired = oncePer(async (tree: FileTree): Promise<FilePairs> => {
  const { images, others } = await sortFiles(tree);
  return pairFiles(images, others, NAMES);
});

/** Whether a file has the name of a second image, or lies where those do, and masks do not. */
export function isNamedAsSecondImage(path: string): boolean {
  return placeOf(path, NAMES).half === 'second' && !isNamedAsMask(path);
}

/** Images with a second image of the same name, which is to be made of the first: `noisy/7.jpg` and `clean/7.jpg`, `7_lr.png` and `7_hr.png`. */
export const imagePairs: DataFormat = {
  id: 'image-pairs',
  name: { en: 'Pairs of images', 'zh-Hant': '成對的影像' },
  layout: {
    en: 'To make one image of another, a folder inputs and a folder targets with files of the same names: inputs/7.jpg, targets/7.jpg.',
    'zh-Hant': '由一張影像產生另一張：inputs 與 targets 兩個資料夾，檔名相同：inputs/7.jpg、targets/7.jpg。',
  },

  async recognize(tree) {
    const { pairs, firsts } = await paired(tree);
    if (pairs.length === 0 || 2 * pairs.length < firsts) return null;
    // In such folders masks lie, too.
    const isMask = pairs.every(({ second }) => isNamedAsMask(second));
    return {
      confidence: !isMask || (await lookLikePictures(tree, pairs)) ? 0.96 : 0.4,
      reason: {
        en: pairs.length === 1 ? 'One pair of images' : `${pairs.length} pairs of images`,
        'zh-Hant': `${pairs.length} 對影像`,
      },
      questions: [],
    };
  },

  async outline(tree) {
    const { pairs, problems } = await paired(tree);
    return {
      target: 'image',
      classNames: [],
      targetNames: [],
      featureNames: [],
      featureKinds: [],
      exampleCount: pairs.length,
      problems,
    };
  },

  async *examples(tree, _answers, signal) {
    for (const { first, second } of (await paired(tree)).pairs) {
      throwIfAborted(signal);
      yield {
        key: first,
        split: splitOfPath(first),
        content: { type: 'file', path: first },
        target: { type: 'image', path: second },
      };
    }
  },
};
