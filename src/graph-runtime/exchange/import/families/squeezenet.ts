import { familyOfRules, type WeightFamily } from '../family';

const PARTS: Readonly<Record<string, string>> = {
  squeeze: 'squeeze',
  expand1: 'expand1x1',
  expand3: 'expand3x3',
};

/**
 * torchvision's SqueezeNet 1.0 and 1.1 (`torchvision/models/squeezenet.py`): numbers count all layers of a sequence, fire modules and the
 * poolings between them, which lie elsewhere in each version.
 */
function squeezenet(version: string, places: readonly number[]): WeightFamily {
  const label = `torchvision SqueezeNet ${version}`;
  return familyOfRules({ id: `squeezenet-${version}`, label }, [
    [/^conv1$/, 'features.0'],
    [
      /^fire(\d+)\/(\w+)$/,
      (number = '', part = '') => `features.${places[Number(number) - 2]}.${PARTS[part] ?? part}`,
    ],
    [/^conv10$/, 'classifier.1'],
  ]);
}

export const squeezenet10 = squeezenet('1.0', [3, 4, 5, 7, 8, 9, 10, 12]);
export const squeezenet11 = squeezenet('1.1', [3, 4, 6, 7, 9, 10, 11, 12]);
