import { modulesByRules, type WeightFamily } from '../family';

/** `stage1/…` where a stage has one block, `stage21/…` for the first of several in the second stage. */
const BLOCK = /^stage(\d)(\d*)\/(.+)$/;
const PARTS: Readonly<Record<string, string>> = {
  ...{ conv1: 'f.a.0', norm1: 'f.a.1', conv2: 'f.b.0', norm2: 'f.b.1', conv3: 'f.c.0', norm3: 'f.c.1' },
  ...{ shortcut: 'proj.0', shortcutNorm: 'proj.1' },
  ...{ 'squeezeExcitation/squeeze': 'f.se.fc1', 'squeezeExcitation/excite': 'f.se.fc2' },
};

/** torchvision's RegNets (`torchvision/models/regnet.py`). */
export const regnet: WeightFamily = {
  id: 'regnet',
  label: 'torchvision RegNet',
  modules: (paths) =>
    modulesByRules(paths, [
      [/^conv1$/, 'stem.0'],
      [/^norm1$/, 'stem.1'],
      [
        BLOCK,
        (stage = '', block = '', part = '') =>
          `trunk_output.block${stage}.block${stage}-${block === '' ? 0 : Number(block) - 1}.${PARTS[part] ?? part}`,
      ],
      [/^logits$/, 'fc'],
    ]),
};
