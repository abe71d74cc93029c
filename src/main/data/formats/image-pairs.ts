import type { DataFormat } from './data-format';
import { isNamedAsMask } from './mask-folders';
import { type PairNames, placeOf } from './paired-files';
import { pairedFormat } from './paired-format';

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

/** Whether a file has the name of a second image, or lies where those do, and masks do not. */
export function isNamedAsSecondImage(path: string): boolean {
  return placeOf(path, NAMES).half === 'second' && !isNamedAsMask(path);
}

/** Images with a second image of the same name, which is to be made of the first: `noisy/7.jpg` and `clean/7.jpg`, `7_lr.png` and `7_hr.png`. */
export const imagePairs: DataFormat = pairedFormat({
  id: 'image-pairs',
  name: { en: 'Pairs of images', 'zh-Hant': '成對的影像' },
  layout: {
    en: 'To make one image of another, a folder inputs and a folder targets with files of the same names: inputs/7.jpg, targets/7.jpg.',
    'zh-Hant': '由一張影像產生另一張：inputs 與 targets 兩個資料夾，檔名相同：inputs/7.jpg、targets/7.jpg。',
  },
  target: 'image',
  names: NAMES,
  // In such folders masks lie, too.
  confidence: (pairs, arePictures) =>
    arePictures || !pairs.every(({ second }) => isNamedAsMask(second)) ? 0.96 : 0.4,
  reason: (count) => ({
    en: count === 1 ? 'One pair of images' : `${count} pairs of images`,
    'zh-Hant': `${count} 對影像`,
  }),
});
