import { setParameterFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';
import { channelsFit } from '../image-fit';
import { dataInputs } from '../inputs';

/** Gray images become color by repetition, color becomes gray by luminance; between other numbers of channels there is no way. */
export const channelsDoNotMatch: TrainingCheck = {
  code: 'channels-do-not-match',
  severity: 'error',
  what: {
    en: '“{node}” takes images of {received} channels, but those of the data set have {expected}.',
    'zh-Hant': '「{node}」接受 {received} 個通道的影像，但資料集的影像有 {expected} 個通道。',
  },
  advice: {
    en: 'Set its channels to those of the data set: 1 for gray images, 3 for color.',
    'zh-Hant': '請把通道數設為與資料集相同：灰階影像為 1，彩色影像為 3。',
  },
  find: (context) => {
    const stored = context.data?.exampleShape[2];
    if (stored === undefined) return [];
    return dataInputs(context).flatMap(({ node, shape }) => {
      const [height, width, wanted] = shape;
      if (height === undefined || width === undefined || wanted === undefined) return [];
      if (channelsFit(stored, wanted)) return [];
      const { scope, id } = node.origin;
      return [
        {
          path: node.path,
          parameter: 'shape',
          expected: `${stored}`,
          received: `${wanted}`,
          values: { node: id },
          fixes: () => [setParameterFix(scope, id, 'shape', [height, width, stored])],
        },
      ];
    });
  },
};
