import type { SourceProblem } from '../../../contract/data-problems';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import { throwIfAborted } from '../file-tree/abort';
import type { FileTree } from '../file-tree/file-tree';
import type { DataFormat } from './data-format';
import { splitOfPath } from './image-folder';
import { sortFiles } from './image-names';

const IMAGE_FOLDER = /^(images?|imgs?|jpegimages|photos?|pictures?|inputs?|leftimg8bit|x)$/;
const MASK_FOLDER =
  /^(masks?|annotations?|labels?|annots?|segmentations?|segmentationclass|trimaps?|gt|gtfine|ground ?truths?|targets?|y)$/;
/** What the name of a mask has in addition to that of its image: `cat_mask.png`. */
const MASK_SUFFIX = /[\s_-](masks?|seg|segmentation|labels?|labelids|gt|annotation|trimap|groundtruth|l)$/i;

interface Pair {
  readonly image: string;
  readonly mask: string;
}

interface Pairs {
  readonly pairs: readonly Pair[];
  readonly images: number;
  readonly problems: readonly SourceProblem[];
}

const paired = oncePer(async (tree: FileTree): Promise<Pairs> => {
  const { images, others } = await sortFiles(tree);
  return pairUp(images, others);
});

/** Images and masks of the same names in two folders, or beside each other: `images/7.jpg` and `masks/7.png`, `7.jpg` and `7_mask.png`. */
export const maskFolders: DataFormat = {
  id: 'mask-folders',
  name: { en: 'Images and masks', 'zh-Hant': '影像與遮罩' },
  layout: {
    en: 'For segmentation, a folder images and a folder masks with files of the same names: images/7.jpg, masks/7.png.',
    'zh-Hant': '語意分割：images 與 masks 兩個資料夾，檔名相同：images/7.jpg、masks/7.png。',
  },

  async recognize(tree) {
    const { pairs, images } = await paired(tree);
    if (pairs.length === 0 || 2 * pairs.length < images) return null;
    return {
      confidence: 0.95,
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
    for (const { image, mask } of (await paired(tree)).pairs) {
      throwIfAborted(signal);
      yield {
        key: image,
        split: splitOfPath(image),
        content: { type: 'file', path: image },
        target: { type: 'mask', path: mask },
      };
    }
  },
};

function pairUp(files: readonly string[], others: readonly string[]): Pairs {
  const problems = others.map((path): SourceProblem => ({ reason: 'not-an-example', path }));
  const places = files.map((path) => ({ path, ...placeOf(path) }));
  const images = places.filter(({ isMask }) => !isMask);
  const masks = new Map<string, string>();
  const keys = new Set(images.map(({ key }) => key));
  for (const { path, key } of places.filter(({ isMask }) => isMask)) {
    if (keys.has(key) && !masks.has(key)) masks.set(key, path);
    else problems.push({ reason: 'mask-without-image', path });
  }
  const pairs: Pair[] = [];
  const used = new Set<string>();
  for (const { path, key } of images) {
    const mask = masks.get(key);
    if (mask !== undefined && !used.has(key)) pairs.push({ image: path, mask });
    else problems.push({ reason: 'missing-mask', path });
    used.add(key);
  }
  return { pairs, images: images.length, problems };
}

/** Whether it is a mask, by its folders or its name, and what it has in common with its other half. */
function placeOf(path: string): { key: string; isMask: boolean } {
  const parts = path.normalize('NFC').split('/');
  const name = parts.pop() ?? '';
  const stem = name.replace(/(?<=.)\.[^.]*$/, '');
  const folders = parts.map((part) => part.toLowerCase().replace(/[_-]/g, ' ').trim());
  const isMask = folders.some((folder) => MASK_FOLDER.test(folder)) || MASK_SUFFIX.test(stem);
  const common = folders.filter((folder) => !MASK_FOLDER.test(folder) && !IMAGE_FOLDER.test(folder));
  return { key: [...common, isMask ? stem.replace(MASK_SUFFIX, '') : stem].join('/'), isMask };
}
