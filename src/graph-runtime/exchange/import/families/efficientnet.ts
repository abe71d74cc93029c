import { modulesByRules, type WeightFamily } from '../family';

/** `stage1/…` where a stage has one block, `stage21/…` for the first of several in the second stage. */
const BLOCK = /^stage(\d)(\d*)\/(.+)$/;
/** Places in a block, and in it; a block that does not expand begins with its depthwise convolution. */
const PARTS: Readonly<Record<string, readonly [number, string]>> = {
  ...{ expand: [0, '.0'], norm1: [0, '.1'], depthwise: [1, '.0'], norm2: [1, '.1'] },
  ...{ 'squeezeExcitation/squeeze': [2, '.fc1'], 'squeezeExcitation/excite': [2, '.fc2'] },
  ...{ project: [3, '.0'], norm3: [3, '.1'] },
};

/** torchvision's EfficientNets (`torchvision/models/efficientnet.py`). */
export const efficientnet: WeightFamily = {
  id: 'efficientnet',
  label: 'torchvision EfficientNet',
  parameters: { batchNormalization: { epsilon: 1e-5 } },
  modules(paths) {
    const expanding = new Set(paths.flatMap((path) => /^(stage\d+)\/expand$/.exec(path)?.[1] ?? []));
    const stages = new Set(paths.flatMap((path) => BLOCK.exec(path)?.[1] ?? []));
    const inBlock = (stage = '', block = '', part = '') => {
      const [place = 0, end = ''] = PARTS[part] ?? [];
      const first = expanding.has(`stage${stage}${block}`) ? 0 : 1;
      return `features.${stage}.${block === '' ? 0 : Number(block) - 1}.block.${place - first}${end}`;
    };
    return modulesByRules(paths, [
      [/^conv1$/, 'features.0.0'],
      [/^norm1$/, 'features.0.1'],
      [BLOCK, inBlock],
      [/^conv2$/, `features.${stages.size + 1}.0`],
      [/^norm2$/, `features.${stages.size + 1}.1`],
      [/^logits$/, 'classifier.1'],
    ]);
  },
};
