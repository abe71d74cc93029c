import type { Text } from '../text/text';
import { optionalChoice } from './field';
import type { SettingDefinition } from './setting';

const resize = { value: 'resize', label: { en: 'Resize', 'zh-Hant': '縮放' } } as const;
const crop = { value: 'crop', label: { en: 'Crop', 'zh-Hant': '裁切' } } as const;

const field = optionalChoice({
  label: { en: 'Images of another size', 'zh-Hant': '大小不同的影像' },
  name: { en: 'images of another size than the input', 'zh-Hant': '大小與輸入不同的影像' },
  help: {
    en: 'Crop takes a part of the input’s size out of larger images: at a random place in training, from the center in evaluation.',
    'zh-Hant': '裁切會從較大的影像取出與輸入同大小的一塊：訓練時位置隨機，評估時取中央。',
  },
  choices: [resize, crop],
  usual: resize,
  option: {
    name: 'image-fit',
    help: 'resize, or crop: a part of the input’s size, at random in training, from the center in evaluation',
  },
});

/**
 * How the data set's images become as large as the network's input. `crop` is what networks for ImageNet are trained with: images stored
 * at 256 x 256, cut to 224 x 224 (Krizhevsky et al. 2012, section 4.1). Absent: resized.
 */
export const imageFit: SettingDefinition<typeof field> = {
  field,
  part: 'data',
  // The same images would be other inputs: objects of another size on them, in the evaluation too.
  resume: 'refused',
  effective: (value = 'resize') => value,
  summary: (value): Text | null => (value === 'crop' ? { en: 'cropped', 'zh-Hant': '裁切' } : null),
};
