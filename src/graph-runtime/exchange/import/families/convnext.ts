import { familyOfRules } from '../family';

const PARTS: Readonly<Record<string, string>> = {
  ...{ depthwise: 'block.0', norm: 'block.2', expand: 'block.3', reduce: 'block.5', scale: 'layer_scale' },
};

/** torchvision's ConvNeXts (`torchvision/models/convnext.py`): stages and the layers between them count together. */
export const convnext = familyOfRules({ id: 'convnext', label: 'torchvision ConvNeXt' }, [
  [/^stem$/, 'features.0.0'],
  [/^norm1$/, 'features.0.1'],
  [
    /^stage(\d)(\d+)\/(\w+)$/,
    (stage = '', block = '', part = '') =>
      `features.${2 * Number(stage) - 1}.${Number(block) - 1}.${PARTS[part] ?? part}`,
  ],
  [
    /^down(\d)\/(norm|conv)$/,
    (at = '', part = '') => `features.${2 * Number(at)}.${part === 'norm' ? 0 : 1}`,
  ],
  [/^norm2$/, 'classifier.0'],
  [/^logits$/, 'classifier.2'],
]);
