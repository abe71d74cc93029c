import type { TrainingCheck } from '../check';
import { isExampleInput } from '../../layers/example-input';
import { formatShape } from '../../layers/tensor-type';

/** A box can only be cut out of rows and columns. */
export const cutMixWithoutImages: TrainingCheck = {
  code: 'cut-mix-without-images',
  severity: 'error',
  what: {
    en: 'CutMix cuts boxes out of images, but the network takes {received}.',
    'zh-Hant': 'CutMix 會從影像剪下矩形，但網路的輸入是 {received}。',
  },
  advice: {
    en: 'Turn off CutMix, or use mixup, which blends whole examples.',
    'zh-Hant': '請關閉 CutMix，或改用混合整個樣本的 mixup。',
  },
  find: ({ settings: { cutMix, mixup }, wiring, analysis }) => {
    const input = wiring.nodes.find(({ node }) => isExampleInput(node));
    const shape = analysis.nodes.get(input?.node.path ?? '')?.outputs?.[0]?.shape ?? [];
    if (cutMix === undefined || shape.length === 0 || shape.length === 3) return [];
    return [
      {
        setting: 'cutMix',
        values: { received: formatShape(shape) },
        fixes: () => [
          {
            code: 'mixup-instead',
            values: {},
            edits: [{ kind: 'set-training', changes: { cutMix: undefined, mixup: mixup ?? 0.2 } }],
          },
        ],
      },
    ];
  },
};
