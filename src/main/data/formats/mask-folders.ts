import type { DataFormat } from './data-format';
import { type PairNames, placeOf } from './paired-files';
import { pairedFormat } from './paired-format';

const NAMES: PairNames = {
  first: /^(images?|imgs?|jpegimages|photos?|pictures?|inputs?|leftimg8bit|x)$/,
  second:
    /^(masks?|annotations?|labels?|annots?|segmentations?|segmentationclass|trimaps?|gt|gtfine|ground ?truths?|targets?|y)$/,
  suffix: /[\s_-](masks?|seg|segmentation|labels?|labelids|gt|annotation|trimap|groundtruth|l)$/i,
  isFirstByDefault: true,
  withoutFirst: 'mask-without-image',
  withoutSecond: 'missing-mask',
};

/** Whether a file has the name of a mask, or lies where masks do. */
export function isNamedAsMask(path: string): boolean {
  return placeOf(path, NAMES).half === 'second';
}

/** Images and masks of the same names in two folders, or beside each other: `images/7.jpg` and `masks/7.png`, `7.jpg` and `7_mask.png`. */
export const maskFolders: DataFormat = pairedFormat({
  id: 'mask-folders',
  name: { en: 'Images and masks', 'zh-Hant': '影像與遮罩' },
  layout: {
    en: 'For segmentation, a folder images and a folder masks with files of the same names: images/7.jpg, masks/7.png.',
    'zh-Hant': '語意分割：images 與 masks 兩個資料夾，檔名相同：images/7.jpg、masks/7.png。',
  },
  target: 'mask',
  names: NAMES,
  confidence: (_pairs, arePictures) => (arePictures ? 0.5 : 0.95),
  reason: (count) => ({
    en: count === 1 ? 'One image with a mask' : `${count} images with masks`,
    'zh-Hant': `${count} 張影像有對應的遮罩`,
  }),
});
