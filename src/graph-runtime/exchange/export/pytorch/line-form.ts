import type { ExportedLayer } from '../network-to-export';
import type { LayerForm } from '../plan/piece';
import { argumentsIn } from '../python/arguments';

/** What PyTorch takes where a line of code leaves it out. */
const DEFAULTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nn.CELU': { alpha: '1' },
  'nn.ELU': { alpha: '1' },
  'nn.GLU': { dim: '-1' },
  'nn.LocalResponseNorm': { alpha: '0.0001', beta: '0.75', k: '1' },
  'nn.Upsample': { mode: '"nearest"' },
};

/**
 * The form of a layer without weights by its own line of PyTorch code; null where it has none, and of a layer with weights: a line does not
 * say where they lie.
 */
export function formOfLine({ layer, parameters, inputs, weights }: ExportedLayer): LayerForm | null {
  const line = layer.code.pytorch(parameters, inputs);
  if (line === null || weights.length > 0) return null;
  const [, callee = '', inside = ''] = /^([\w.]+)\((.*)\)$/.exec(line) ?? [];
  const defaults = DEFAULTS[callee] ?? {};
  const all = argumentsIn(inside).map((text) => {
    const [, name, value = text] = /^(\w+)=(.*)$/.exec(text) ?? [];
    return { name, value: literal(value) };
  });
  return {
    kind: 'module',
    callee,
    positional: all.flatMap(({ name, value }, index) =>
      name === undefined ? [{ name: `value${index + 1}`, value }] : [],
    ),
    keywords: all.flatMap(({ name, value }) => {
      const byDefault = name === undefined ? undefined : defaults[name];
      if (name === undefined) return [];
      return [{ name, value, ...(byDefault !== undefined && { byDefault: literal(byDefault) }) }];
    }),
    weights: [],
  };
}

function literal(text: string): number | string {
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text) : text;
}
