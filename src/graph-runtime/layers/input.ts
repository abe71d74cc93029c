import type { InputMember } from '../targets/tuples';
import type { Language, Text } from '../text/text';
import type { LayerDefinition } from './layer';
import { SIZE_LIMITS } from './limits';
import { pythonCall } from './python';
import { inferred, refused, SINGLE_OUTPUT } from './shape-rules';
import { shortForm } from './short-form';
import { formatShape } from './tensor-type';

type InputParameters = {
  readonly takes: string;
  readonly label: string;
  readonly shape: readonly number[];
};

/** What an input takes, with its words for the card. */
const MEMBERS: Readonly<Record<InputMember, { readonly label: Text; readonly shortForm: Text }>> = {
  example: { label: { en: 'The example', 'zh-Hant': '樣本本身' }, shortForm: { en: '', 'zh-Hant': '' } },
  partner: {
    label: { en: 'Second image of a pair', 'zh-Hant': '成對影像的第二張' },
    shortForm: { en: 'second of a pair', 'zh-Hant': '成對的第二張' },
  },
  positive: {
    label: { en: 'Another image of its class (positive)', 'zh-Hant': '同類的另一張影像（正樣本）' },
    shortForm: { en: 'positive', 'zh-Hant': '正樣本' },
  },
  negative: {
    label: { en: 'An image of another class (negative)', 'zh-Hant': '另一類別的影像（負樣本）' },
    shortForm: { en: 'negative', 'zh-Hant': '負樣本' },
  },
  second: {
    label: { en: 'Second image of the example', 'zh-Hant': '樣本的第二張影像' },
    shortForm: { en: 'second image', 'zh-Hant': '第二張影像' },
  },
  numbers: {
    label: { en: 'Numbers beside the example', 'zh-Hant': '樣本之外的數值' },
    shortForm: { en: 'numbers', 'zh-Hant': '數值' },
  },
};

/** Where examples enter the network: images `[height, width, channels]` of numbers in [0, 1], or vectors `[features]`. */
export const input: LayerDefinition<InputParameters> = {
  type: 'input',
  version: 1,
  otherNames: {
    types: ['InputLayer', 'Placeholder'],
    parameters: { input_shape: 'shape', inputShape: 'shape' },
  },
  label: { en: 'Input', 'zh-Hant': '輸入' },
  category: 'input-output',
  summary: {
    en: 'Where the images enter the network. Images of another size are resized to this one.',
    'zh-Hant': '影像進入網路的地方。大小不同的影像會先縮放成這裡設定的大小。',
  },
  reference: {
    title: 'Zhang, Lipton, Li, Smola: Dive into Deep Learning, section 7.1',
    url: 'https://d2l.ai/chapter_convolutional-neural-networks/why-conv.html',
  },
  parameters: {
    shape: {
      kind: 'shape',
      label: { en: 'Shape', 'zh-Hant': '形狀' },
      help: {
        en: 'Height, width and channels of one image: 1 channel for grayscale, 3 for color.',
        'zh-Hant': '一張影像的高、寬與通道數：灰階影像 1 個通道，彩色影像 3 個通道。',
      },
      default: [28, 28, 1],
      minimumRank: 1,
      maximumRank: 3,
      maximum: SIZE_LIMITS.features,
    },
    takes: {
      kind: 'choice',
      label: { en: 'Takes', 'zh-Hant': '取用' },
      help: {
        en: 'What enters here. A network that compares images has several inputs: two for pairs, half of which are of one class, or three for triplets. They are made of a data set with classes, by the seed. An input may take the second image that a data set has of each example (the other eye of a stereo camera, depth), or one of several. An input of a vector may take the numbers that a data set has beside each example (age and weight beside a photo), standardized.',
        'zh-Hant':
          '從這裡進入的內容。比較影像的網路有數個輸入：成對影像兩個（一半為同類），三元組三個。由有類別的資料集依種子組成。輸入也可取用資料集中每個樣本的第二張影像（例如立體相機的另一眼、深度圖），或數張中的一張。向量形狀的輸入可取用資料集中每個樣本之外的數值（例如照片旁的年齡與體重），數值已標準化。',
      },
      isAdvanced: true,
      default: 'example',
      choices: Object.entries(MEMBERS).map(([value, { label }]) => ({ value, label })),
    },
    label: {
      kind: 'text',
      names: 'second-images',
      label: { en: 'Second image', 'zh-Hant': '第二張影像' },
      help: {
        en: 'Where a data set has several second images of each example, the name of the one that enters here. Empty: the first, or the only one.',
        'zh-Hant': '資料集的每個樣本有多張第二張影像時，從這裡進入的影像名稱。留空：第一張，或唯一的一張。',
      },
      default: '',
      appliesWith: { parameter: 'takes', values: ['second'] },
    },
  },
  inputs: [],
  outputs: SINGLE_OUTPUT,
  describe: ({ shape, takes, label }, language: Language) =>
    shortForm([
      formatShape(shape),
      MEMBERS[takes as InputMember].shortForm[language],
      takes === 'second' ? label : '',
    ]),
  infer: ({ shape, takes }) => {
    if (takes === 'second' && shape.length !== 3) return secondIsNoImage(shape);
    return takes === 'numbers' && shape.length !== 1
      ? refused({
          code: 'numbers-are-no-vector',
          parameter: 'shape',
          received: formatShape(shape),
          values: { received: formatShape(shape) },
          repairs: [
            { kind: 'set-parameter', parameter: 'shape', value: [1] },
            { kind: 'set-parameter', parameter: 'takes', value: 'example' },
          ],
        })
      : inferred(shape);
  },
  member: ({ takes }) => takes as InputMember,
  secondLabel: ({ label }) => label,
  weights: () => [],
  multiplyAccumulates: () => 0,
  // The examples themselves are its input value: the compiler feeds the batch.
  lower: (_context, _parameters, inputs) => inputs,
  code: {
    keras: ({ shape }) =>
      pythonCall('keras.Input', [`(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`]),
    // A PyTorch module has no input layer: its forward function takes the tensor.
    pytorch: () => null,
  },
};

function secondIsNoImage(shape: readonly number[]) {
  const [height = 28, width = height] = shape;
  return refused({
    code: 'second-image-is-no-image',
    parameter: 'shape',
    received: formatShape(shape),
    values: { received: formatShape(shape) },
    repairs: [
      { kind: 'set-parameter', parameter: 'shape', value: [height, width, 1] },
      { kind: 'set-parameter', parameter: 'takes', value: 'example' },
    ],
  });
}
