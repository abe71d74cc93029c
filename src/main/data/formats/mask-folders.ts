import { oncePer } from '../../../graph-runtime/collections/once-per';
import { throwIfAborted } from '../file-tree/abort';
import type { FileTree } from '../file-tree/file-tree';
import type { DataFormat } from './data-format';
import { splitOfPath } from './image-folder';
import { sortFiles } from './image-names';
import { lookLikePictures } from './look-like-pictures';
import { type FilePairs, type PairNames, pairFiles, placeOf } from './paired-files';

const NAMES: PairNames = {
  first: /^(images?|imgs?|jpegimages|photos?|pictures?|inputs?|leftimg8bit|x)$/,
  second:
    /^(masks?|annotations?|labels?|annots?|segmentations?|segmentationclass|trimaps?|gt|gtfine|ground ?truths?|targets?|y)$/,
  suffix: /[\s_-](masks?|seg|segmentation|labels?|labelids|gt|annotation|trimap|groundtruth|l)$/i,
  isFirstByDefault: true,
  withoutFirst: 'mask-without-image',
  withoutSecond: 'missing-mask',
};

const paired = oncePer(async (tree: FileTree): Promise<FilePairs> => {
  const { images, others } = await sortFiles(tree);
  return pairFiles(images, others, NAMES);
});

/** Whether a file has the name of a mask, or lies where masks do. */
export function isNamedAsMask(path: string): boolean {
  return placeOf(path, NAMES).half === 'second';
}

/** Images and masks of the same names in two folders, or beside each other: `images/7.jpg` and `masks/7.png`, `7.jpg` and `7_mask.png`. */
export const maskFolders: DataFormat = {
  id: 'mask-folders',
  name: { en: 'Images and masks', 'zh-Hant': '影像與遮罩' },
  layout: {
    en: 'For segmentation, a folder images and a folder masks with files of the same names: images/7.jpg, masks/7.png.',
    'zh-Hant': '語意分割：images 與 masks 兩個資料夾，檔名相同：images/7.jpg、masks/7.png。',
  },

  async recognize(tree) {
    const { pairs, firsts } = await paired(tree);
    if (pairs.length === 0 || 2 * pairs.length < firsts) return null;
    return {
      confidence: (await lookLikePictures(tree, pairs)) ? 0.5 : 0.95,
      reason: {
        en: pairs.length === 1 ? 'One image with a mask' : `${pairs.length} images with masks`,
        'zh-Hant': `${pairs.length} 張影像有對應的遮罩`,
      },
      questions: [],
    };
  },

  async outline(tree) {
    const { pairs, problems } = await paired(tree);
    return {
      target: 'mask',
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
        target: { type: 'mask', path: second },
      };
    }
  },
};
