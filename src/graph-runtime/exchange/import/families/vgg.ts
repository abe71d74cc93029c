import { before, modulesByRules, type WeightFamily } from '../family';

const CONVOLUTION = /^stage(\d+)\/convolution\d+\/conv$/;

/**
 * torchvision's VGG-11 to -19 (`torchvision/models/vgg.py`), with batch normalization or without: numbers count all layers of a
 * sequence, convolutions, normalizations, ReLUs and the pooling after each stage.
 */
export const vgg: WeightFamily = {
  id: 'vgg',
  label: 'torchvision VGG',
  modules(paths) {
    const isNormalized = paths.some((path) => /^stage\d+\/convolution\d+\/norm$/.test(path));
    const modules = new Map(
      modulesByRules(paths, [
        [/^hidden(\d+)\/dense$/, (at) => `classifier.${3 * before(at)}`],
        [/^logits$/, 'classifier.6'],
      ]),
    );
    let number = 0;
    let stage = '1';
    for (const path of paths) {
      const match = CONVOLUTION.exec(path);
      if (match === null) continue;
      // The pooling.
      if (match[1] !== stage) number += 1;
      stage = match[1] ?? stage;
      modules.set(path, `features.${number}`);
      if (isNormalized) modules.set(path.replace(/conv$/, 'norm'), `features.${number + 1}`);
      number += isNormalized ? 3 : 2;
    }
    return modules;
  },
};
