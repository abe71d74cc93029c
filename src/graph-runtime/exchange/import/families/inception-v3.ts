import { familyOfRules } from '../family';

const STEM: Readonly<Record<string, string>> = {
  ...{ conv1: 'Conv2d_1a_3x3', conv2: 'Conv2d_2a_3x3', conv3: 'Conv2d_2b_3x3' },
  ...{ conv4: 'Conv2d_3b_1x1', conv5: 'Conv2d_4a_3x3' },
};

const MIXED: Readonly<Record<string, string>> = {
  ...{ inceptionA1: '5b', inceptionA2: '5c', inceptionA3: '5d', reductionA: '6a' },
  ...{ inceptionB1: '6b', inceptionB2: '6c', inceptionB3: '6d', inceptionB4: '6e', reductionB: '7a' },
  ...{ inceptionC1: '7b', inceptionC2: '7c' },
};

const shared = { conv1x1: 'branch1x1', projection: 'branch_pool' } as const;

/** Branches of each kind of block, by the nodes here. */
const BRANCHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  inceptionA: {
    ...{ ...shared, reduce5: 'branch5x5_1', conv5x5: 'branch5x5_2' },
    ...{ reduceDouble: 'branch3x3dbl_1', double1: 'branch3x3dbl_2', double2: 'branch3x3dbl_3' },
  },
  reductionA: {
    ...{ conv3x3: 'branch3x3', reduceDouble: 'branch3x3dbl_1' },
    ...{ double1: 'branch3x3dbl_2', double2: 'branch3x3dbl_3' },
  },
  inceptionB: {
    ...{ ...shared, reduce7: 'branch7x7_1', row7: 'branch7x7_2', column7: 'branch7x7_3' },
    ...{ reduceDouble: 'branch7x7dbl_1', doubleColumn1: 'branch7x7dbl_2', doubleRow1: 'branch7x7dbl_3' },
    ...{ doubleColumn2: 'branch7x7dbl_4', doubleRow2: 'branch7x7dbl_5' },
  },
  reductionB: {
    ...{ reduce3: 'branch3x3_1', conv3x3: 'branch3x3_2', reduce7: 'branch7x7x3_1' },
    ...{ row7: 'branch7x7x3_2', column7: 'branch7x7x3_3', conv7: 'branch7x7x3_4' },
  },
  inceptionC: {
    ...{ ...shared, reduce3: 'branch3x3_1', row3: 'branch3x3_2a', column3: 'branch3x3_2b' },
    ...{ reduceDouble: 'branch3x3dbl_1', double: 'branch3x3dbl_2' },
    ...{ doubleRow: 'branch3x3dbl_3a', doubleColumn: 'branch3x3dbl_3b' },
  },
};

const part = (name: string | undefined) => (name === 'norm' ? 'bn' : 'conv');

const family = {
  id: 'inception-v3',
  label: 'torchvision Inception v3',
  parameters: { averagePooling2d: { countIncludePadding: true } },
};

/** torchvision's Inception v3 (`torchvision/models/inception.py`): its means count the cells that padding adds. */
export const inceptionV3 = familyOfRules(family, [
  [/^(conv[1-5])\/(conv|norm)$/, (at = '', what) => `${STEM[at]}.${part(what)}`],
  [/^auxiliary\/conv(\d)\/(conv|norm)$/, (at, what) => `AuxLogits.conv${Number(at) - 1}.${part(what)}`],
  [/^auxiliary\/logits$/, 'AuxLogits.fc'],
  [
    /^(\w+?)(\d?)\/(\w+)\/(conv|norm)$/,
    (block = '', at = '', branch = '', what = '') =>
      `Mixed_${MIXED[`${block}${at}`]}.${BRANCHES[block]?.[branch]}.${part(what)}`,
  ],
  [/^logits$/, 'fc'],
]);
