import { modulesByRules, type WeightFamily } from '../family';

const BLOCK = /^block(\d+)\/(.+)$/;

/** torchvision's MobileNetV3 (`torchvision/models/mobilenetv3.py`): parts of a block count from the first that it has. */
export const mobilenetV3: WeightFamily = {
  id: 'mobilenet-v3',
  label: 'torchvision MobileNetV3',
  modules(paths) {
    const parts = new Map<string, Set<string>>();
    for (const path of paths) {
      const [, block, part] = BLOCK.exec(path) ?? [];
      if (block !== undefined && part !== undefined)
        parts.set(block, (parts.get(block) ?? new Set<string>()).add(part));
    }
    const inBlock = (block = '', part = '') => {
      const own = parts.get(block);
      const depthwise = own?.has('expand') === true ? 1 : 0;
      const excitation = depthwise + 1;
      const project = excitation + (own?.has('squeezeExcitation/squeeze') === true ? 1 : 0);
      const places: Readonly<Record<string, string>> = {
        ...{ expand: '0.0', norm1: '0.1', depthwise: `${depthwise}.0`, norm2: `${depthwise}.1` },
        'squeezeExcitation/squeeze': `${excitation}.fc1`,
        'squeezeExcitation/excite': `${excitation}.fc2`,
        ...{ project: `${project}.0`, norm3: `${project}.1` },
      };
      return `features.${block}.block.${places[part] ?? part}`;
    };
    const last = parts.size + 1;
    return modulesByRules(paths, [
      [/^conv1$/, 'features.0.0'],
      [/^norm1$/, 'features.0.1'],
      [BLOCK, inBlock],
      [/^conv2$/, `features.${last}.0`],
      [/^norm2$/, `features.${last}.1`],
      [/^dense$/, 'classifier.0'],
      [/^logits$/, 'classifier.3'],
    ]);
  },
};
