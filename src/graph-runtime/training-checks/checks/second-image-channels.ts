import { secondImageNamed } from '../../datasets/target-description';
import { setParameterFix } from '../../diagnostics/fixes';
import type { TrainingCheck } from '../check';
import { channelsFit } from '../image-fit';
import { secondInputs } from '../inputs';

/** As `channels-do-not-match`, of the second images that inputs take. */
export const secondImageChannels: TrainingCheck = {
  code: 'second-image-channels',
  severity: 'error',
  what: {
    en: '“{node}” takes second images of {received} channels, but those of the data set have {expected}.',
    'zh-Hant': '「{node}」接受 {received} 個通道的第二張影像，但資料集的第二張影像有 {expected} 個通道。',
  },
  advice: {
    en: 'Set its channels to those of the data set: 1 for gray images, 3 for color.',
    'zh-Hant': '請把通道數設為與資料集相同：灰階影像為 1，彩色影像為 3。',
  },
  find: (context) => {
    const { targets } = context.data ?? {};
    if (targets === undefined) return [];
    return secondInputs(context).flatMap(({ node, shape }) => {
      const found = secondImageNamed(targets, String(node.parameters.label ?? ''))?.description;
      const [height, width, wanted] = shape;
      if (found?.kind !== 'image' || height === undefined || width === undefined) return [];
      const { channels } = found;
      if (wanted === undefined || channelsFit(channels, wanted)) return [];
      const { scope, id } = node.origin;
      return [
        {
          path: node.path,
          parameter: 'shape',
          expected: `${channels}`,
          received: `${wanted}`,
          values: { node: id },
          fixes: () => [setParameterFix(scope, id, 'shape', [height, width, channels])],
        },
      ];
    });
  },
};
