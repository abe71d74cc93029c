import type { LayerDefinition } from './layer';
import type { NoParameters } from './parameter';
import { reachesItself } from './reach';
import { firstShape, inferred, SINGLE_INPUT, SINGLE_OUTPUT } from './shape-rules';
import { keepsValues } from './value-effect';

/** What comes in. */
export const identity: LayerDefinition<NoParameters> = {
  type: 'identity',
  version: 1,
  otherNames: { types: ['NoOp', 'PassThrough'] },
  label: { en: 'Identity', 'zh-Hant': '恆等' },
  category: 'shape',
  summary: {
    en: 'Hands on what comes in. It names a place, gathers a branch’s wires, or stands where another layer is to come.',
    'zh-Hant': '把輸入原樣傳下去。可為某處命名、集中一條分支的連線，或暫代將來的層。',
  },
  reference: {
    title: 'PyTorch: Identity',
    url: 'https://pytorch.org/docs/stable/generated/torch.nn.Identity.html',
  },
  parameters: {},
  inputs: SINGLE_INPUT,
  outputs: SINGLE_OUTPUT,
  describe: () => '',
  infer: (_parameters, inputs) => inferred(firstShape(inputs)),
  weights: () => [],
  multiplyAccumulates: () => 0,
  effect: keepsValues,
  reach: reachesItself,
  lower: (_context, _parameters, inputs) => inputs,
  code: { keras: () => 'keras.layers.Identity()', pytorch: () => 'nn.Identity()' },
};
