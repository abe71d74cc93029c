import type { NodeSpec, ParameterValue } from '../../../document/document';
import type { ResolvedParameter } from '../../../layers/parameter';
import { getLayer } from '../../../layers/registry';

/** Parameters of a node that may differ between the uses of one block: numbers and switches. */
export type Varying = Readonly<Record<string, number | boolean>>;

/** The numbers and switches of a node, also those that are so by default. */
export function varyingOf({ type, parameters = {} }: NodeSpec): Varying {
  const found: Record<string, number | boolean> = {};
  for (const [name, description] of Object.entries(getLayer(type)?.parameters ?? {})) {
    const value = parameters[name] ?? copied(description.default);
    const number = numberOf(value) ?? (name === 'padding' ? namedPadding(value, parameters) : null);
    if (number !== null) found[name] = number;
  }
  return found;
}

function copied(value: ResolvedParameter): ParameterValue {
  return typeof value === 'object' ? [...value] : value;
}

/** One number for height and width, where both are alike. */
function numberOf(value: ParameterValue | undefined): number | boolean | null {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [height, width] = value;
  return typeof height === 'number' && height === width ? height : null;
}

/** What `same` is at stride 1 with an odd kernel, and `valid` always; null where it is no one number. */
function namedPadding(
  name: ParameterValue,
  { kernelSize = 3, strides = 1, dilationRate = 1 }: NonNullable<NodeSpec['parameters']>,
): number | null {
  if (name === 'valid') return 0;
  const [kernel, stride, dilation] = [kernelSize, strides, dilationRate].map(numberOf);
  const isPlain = name === 'same' && stride === 1 && typeof dilation === 'number';
  return isPlain && typeof kernel === 'number' && kernel % 2 === 1 ? (dilation * (kernel - 1)) / 2 : null;
}

/** What two parts must have in common to be one block: layers, wires, and all parameters that are no numbers. */
export function signatureOf(
  nodes: readonly NodeSpec[],
  sources: ReadonlyMap<string, readonly string[]>,
): string {
  const places = new Map(nodes.map(({ id }, at) => [id, at]));
  return JSON.stringify(
    nodes.map((node) => {
      const varying = varyingOf(node);
      const fixed = Object.entries(node.parameters ?? {}).filter(([name]) => !(name in varying));
      return [
        node.type,
        fixed.sort(([a], [b]) => (a < b ? -1 : 1)),
        Object.keys(varying),
        (sources.get(node.id) ?? []).map((source) => places.get(source) ?? -1),
      ];
    }),
  );
}
