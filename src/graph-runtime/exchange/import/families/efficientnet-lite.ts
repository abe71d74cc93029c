import { modulesByRules, type WeightFamily } from '../family';

const BLOCK = /^(stage\d+(?:\/block\d+)?)\/(expand|norm1|depthwise|norm2|project|norm3)$/;
const PARTS: Readonly<Record<string, string>> = {
  ...{ expand: '_expand_conv', norm1: '_bn0', depthwise: '_depthwise_conv' },
  ...{ norm2: '_bn1', project: '_project_conv', norm3: '_bn2' },
};

/** EfficientNet-Lite0 as the package `efficientnet-lite-pytorch` names its modules: blocks are counted through all stages. */
export const efficientnetLite: WeightFamily = {
  id: 'efficientnet-lite',
  label: 'efficientnet-lite-pytorch',
  padsAsTensorFlow: true,
  modules(paths) {
    const blocks = [...new Set(paths.flatMap((path) => BLOCK.exec(path)?.[1] ?? []))];
    return modulesByRules(paths, [
      [/^conv1$/, '_conv_stem'],
      [/^norm1$/, '_bn0'],
      [BLOCK, (block = '', part = '') => `_blocks.${blocks.indexOf(block)}.${PARTS[part]}`],
      [/^conv2$/, '_conv_head'],
      [/^norm2$/, '_bn1'],
      [/^logits$/, '_fc'],
    ]);
  },
};
