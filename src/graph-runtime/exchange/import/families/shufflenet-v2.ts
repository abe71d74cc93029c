import { familyOfRules } from '../family';

/** Nodes of the unit that halves an image: its branches. */
const DOWN: Readonly<Record<string, string>> = {
  ...{ depthwise1: 'branch1.0', norm1: 'branch1.1', conv1: 'branch1.2', norm2: 'branch1.3' },
  ...{ conv2: 'branch2.0', norm3: 'branch2.1', depthwise2: 'branch2.3', norm4: 'branch2.4' },
  ...{ conv3: 'branch2.5', norm5: 'branch2.6' },
};
const UNIT: Readonly<Record<string, string>> = {
  ...{ conv1: 'branch2.0', norm1: 'branch2.1', depthwise: 'branch2.3', norm2: 'branch2.4' },
  ...{ conv2: 'branch2.5', norm3: 'branch2.6' },
};

/** torchvision's ShuffleNetV2 (`torchvision/models/shufflenetv2.py`). */
export const shufflenetV2 = familyOfRules({ id: 'shufflenet-v2', label: 'torchvision ShuffleNetV2' }, [
  [/^conv(1|5)$/, 'conv$1.0'],
  [/^norm(1|5)$/, 'conv$1.1'],
  [/^(stage\d)\/down\/(\w+)$/, (stage = '', part = '') => `${stage}.0.${DOWN[part] ?? part}`],
  [
    /^(stage\d)\/unit(\d+)\/(\w+)$/,
    (stage = '', unit = '', part = '') => `${stage}.${unit}.${UNIT[part] ?? part}`,
  ],
  [/^logits$/, 'fc'],
]);
