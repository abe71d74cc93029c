import { familyOfRules, type NamingRule } from '../family';

/** Nodes of an inception block, and the modules of its branches. */
const BRANCHES: readonly (readonly [string, string])[] = [
  ['1x1', 'branch1'],
  ['Reduce3', 'branch2.0'],
  ['3x3', 'branch2.1'],
  ['Reduce5', 'branch3.0'],
  ['5x5', 'branch3.1'],
  ['Projection', 'branch4.1'],
];
const NODES: Readonly<Record<string, string>> = {
  '1x1': 'conv1x1',
  Reduce3: 'reduce3',
  '3x3': 'conv3x3',
  Reduce5: 'reduce5',
  '5x5': 'conv5x5',
  Projection: 'projection',
};

/** torchvision's GoogLeNet (`torchvision/models/googlenet.py`): with batch normalization (`norm1x1`, ...) after each convolution. */
export const googlenet = familyOfRules({ id: 'googlenet', label: 'torchvision GoogLeNet' }, [
  [/^conv1$/, 'conv1.conv'],
  [/^reduce2$/, 'conv2.conv'],
  [/^conv2$/, 'conv3.conv'],
  [/^norm1$/, 'conv1.bn'],
  [/^normReduce2$/, 'conv2.bn'],
  [/^norm2$/, 'conv3.bn'],
  ...BRANCHES.flatMap(([part, module]): NamingRule[] => [
    [new RegExp(`^inception(\\w+)/${NODES[part]}$`), `inception$1.${module}.conv`],
    [new RegExp(`^inception(\\w+)/norm${part}$`), `inception$1.${module}.bn`],
  ]),
  [/^auxiliary(\d)\/conv$/, 'aux$1.conv.conv'],
  [/^auxiliary(\d)\/norm$/, 'aux$1.conv.bn'],
  [/^auxiliary(\d)\/dense$/, 'aux$1.fc1'],
  [/^auxiliary(\d)\/logits$/, 'aux$1.fc2'],
  [/^logits$/, 'fc'],
]);
