import { formatShape } from '../../layers/tensor-type';
import type { TrainingCheck } from '../check';
import { dataInputs } from '../inputs';

/** Only a larger image has a part of the input's size. */
export const imagesTooSmallToCrop: TrainingCheck = {
  code: 'images-too-small-to-crop',
  severity: 'error',
  what: {
    en: 'Images are to be cropped to {wanted}, the input of “{node}”, but those of the data set are {stored}.',
    'zh-Hant': '影像要裁切成 {wanted}（「{node}」的輸入大小），但資料集的影像是 {stored}。',
  },
  advice: {
    en: 'Resize them instead, or import the data set again with larger images.',
    'zh-Hant': '請改為縮放，或以更大的影像重新匯入資料集。',
  },
  find: (context) => {
    const { data, settings } = context;
    const [height, width, channels] = data?.exampleShape ?? [];
    if (settings.imageFit !== 'crop' || height === undefined || width === undefined) return [];
    // Tables have no height and width.
    if (channels === undefined) return [];
    return dataInputs(context).flatMap(({ node, shape }) => {
      const [wantedHeight, wantedWidth, inputChannels] = shape;
      if (wantedHeight === undefined || wantedWidth === undefined || inputChannels === undefined) return [];
      if (height >= wantedHeight && width >= wantedWidth) return [];
      const wanted = formatShape([wantedHeight, wantedWidth]);
      return [
        {
          setting: 'imageFit',
          expected: `≥ ${wanted}`,
          received: formatShape([height, width]),
          values: { node: node.origin.id, wanted, stored: formatShape([height, width]) },
          fixes: () => [
            {
              code: 'resize-images',
              values: {},
              edits: [{ kind: 'set-training', changes: { imageFit: undefined } }],
            },
          ],
        },
      ];
    });
  },
};
