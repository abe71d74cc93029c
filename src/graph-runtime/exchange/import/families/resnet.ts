import { before, familyOfRules } from '../family';

/** torchvision's ResNet-18 to -152 (`torchvision/models/resnet.py`). */
export const resnet = familyOfRules({ id: 'resnet', label: 'torchvision ResNet', hasLateStride: true }, [
  [/^conv1$/, 'conv1'],
  [/^norm1$/, 'bn1'],
  [/^stage(\d+)\/[a-z]+(\d+)\/conv(\d)$/i, (stage, block, at) => `layer${stage}.${before(block)}.conv${at}`],
  [/^stage(\d+)\/[a-z]+(\d+)\/norm(\d)$/i, (stage, block, at) => `layer${stage}.${before(block)}.bn${at}`],
  [/^stage(\d+)\/[a-z]+(\d+)\/shortcut$/i, (stage, block) => `layer${stage}.${before(block)}.downsample.0`],
  [
    /^stage(\d+)\/[a-z]+(\d+)\/shortcutNorm$/i,
    (stage, block) => `layer${stage}.${before(block)}.downsample.1`,
  ],
  [/^logits$/, 'fc'],
]);
