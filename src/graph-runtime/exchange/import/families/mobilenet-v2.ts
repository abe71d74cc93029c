import { modulesByRules, type WeightFamily } from '../family';

const BLOCK = /^(stage\d+)\/(expand|norm1|depthwise|norm2|project|norm3)$/;

/**
 * torchvision's MobileNetV2 (`torchvision/models/mobilenetv2.py`): blocks are counted through all stages, and parts of a block count
 * from the first that it has.
 */
export const mobilenetV2: WeightFamily = {
  id: 'mobilenet-v2',
  label: 'torchvision MobileNetV2',
  modules(paths) {
    const blocks = [...new Set(paths.flatMap((path) => BLOCK.exec(path)?.[1] ?? []))];
    const expanded = new Set(paths.flatMap((path) => /^(stage\d+)\/expand$/.exec(path)?.[1] ?? []));
    const inBlock = (stage = '', part = '') => {
      const first = expanded.has(stage) ? 1 : 0;
      const places: Readonly<Record<string, string>> = {
        ...{ expand: '0.0', norm1: '0.1' },
        ...{ depthwise: `${first}.0`, norm2: `${first}.1`, project: `${first + 1}`, norm3: `${first + 2}` },
      };
      return `features.${blocks.indexOf(stage) + 1}.conv.${places[part]}`;
    };
    const last = blocks.length + 1;
    return modulesByRules(paths, [
      [/^conv1$/, 'features.0.0'],
      [/^norm1$/, 'features.0.1'],
      [BLOCK, inBlock],
      [/^conv2$/, `features.${last}.0`],
      [/^norm2$/, `features.${last}.1`],
      [/^logits$/, 'classifier.1'],
    ]);
  },
};
