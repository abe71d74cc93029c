import * as fc from 'fast-check';
import type { NetloomDocument, NodeSpec, ParameterValue } from '../../document/document';
import type { LayerDefinition } from '../../layers/layer';
import type { ParameterDescription } from '../../layers/parameter';
import { layers } from '../../layers/registry';
import { parseDocument } from '../../reading/parse';
import { analyze } from '../analyze';

/**
 * Random networks that work: they grow layer by layer from an input, each of any type and with any parameters, wired to any
 * results there are; what does not fit is left out again. They end in ten scores.
 */

/** Layers that are in the middle of a network. */
const INNER = layers.filter((layer) => layer.inputs.length > 0 && layer.outputs.length > 0);

/** One attempt to add a layer: numbers that choose everything about it. */
const attempt = fc.record({
  layer: fc.nat(INNER.length - 1),
  sources: fc.array(fc.nat(1_000), { minLength: 3, maxLength: 3 }),
  values: fc.array(fc.nat(10_000), { minLength: 12, maxLength: 12 }),
});

const shape = fc.oneof({
  weight: 5,
  arbitrary: fc.tuple(
    fc.integer({ min: 3, max: 12 }),
    fc.integer({ min: 3, max: 12 }),
    fc.constantFrom(1, 3),
  ),
});

export const arbitraryNetwork: fc.Arbitrary<NetloomDocument> = fc
  .record({ shape, attempts: fc.array(attempt, { minLength: 3, maxLength: 10 }) })
  .map(({ shape: inputShape, attempts }) => {
    let network: Network = {
      nodes: [{ id: 'input', type: 'input', parameters: { shape: [...inputShape] } }],
      edges: [],
    };
    attempts.forEach((choice, index) => {
      const layer = INNER[choice.layer];
      const larger = layer === undefined ? network : withLayer(network, layer, `n${index}`, choice);
      if (isSound(larger)) network = larger;
    });
    return toDocument(withEnd(network));
  });

interface Network {
  readonly nodes: readonly NodeSpec[];
  readonly edges: readonly { from: string; to: string }[];
}

function withLayer(
  { nodes, edges }: Network,
  layer: LayerDefinition,
  id: string,
  { sources, values }: { readonly sources: readonly number[]; readonly values: readonly number[] },
): Network {
  const parameters: Record<string, ParameterValue> = {};
  Object.entries(layer.parameters).forEach(([name, description], index) => {
    const value = choose(description, values[index % values.length] ?? 0);
    if (value !== null) parameters[name] = value;
  });
  const isVariadic = layer.inputs[0]?.isVariadic === true;
  const count = isVariadic ? 2 + ((sources[2] ?? 0) % 2) : layer.inputs.length;
  const wires = sources.slice(0, count).map((source, at) => {
    // Late layers are chosen more often, or networks would only grow wide.
    const from = nodes[Math.max(0, nodes.length - 1 - (source % Math.min(3, nodes.length)))]?.id ?? 'input';
    return { from, to: isVariadic || count === 1 ? id : `${id}:${layer.inputs[at]?.name}` };
  });
  return { nodes: [...nodes, { id, type: layer.type, parameters }], edges: [...edges, ...wires] };
}

/** A value of the description's kind, small enough for a test; null leaves the default. */
function choose(description: ParameterDescription, number: number): ParameterValue | null {
  switch (description.kind) {
    case 'integer':
      return Math.max(description.minimum, 1 + (number % 6));
    case 'pair':
      return [1 + (number % 4), 1 + (Math.floor(number / 4) % 4)];
    case 'boolean':
      return number % 2 === 0;
    case 'choice':
      return description.choices[number % description.choices.length]?.value ?? null;
    case 'padding':
      return (
        (['same', 'valid', 1, [1, 0], [0, 1, 2, 1]] as const)
          .map((value) => (typeof value === 'object' ? [...value] : value))
          .filter((value) => description.allowsNamed || typeof value !== 'string')[number % 3] ?? 1
      );
    case 'number':
    case 'text':
    case 'shape':
      return null;
  }
}

/** Whether every layer so far has a result. */
function isSound(network: Network): boolean {
  return Array.from(analyze(toDocument(network)).nodes.values()).every(({ outputs }) => outputs !== null);
}

/** Joins all loose ends, flattened, before a last dense layer. */
function withEnd({ nodes, edges }: Network): Network {
  const used = new Set(edges.map((edge) => edge.from));
  const loose = nodes.filter((node) => !used.has(node.id));
  const flat = loose.map((node) => ({ id: `flat_${node.id}`, type: 'flatten' }));
  const joined = flat.length > 1 ? [{ id: 'join', type: 'concatenate' }] : [];
  const last = joined[0]?.id ?? flat[0]?.id ?? 'input';
  return {
    nodes: [
      ...nodes,
      ...flat,
      ...joined,
      { id: 'dense', type: 'dense', parameters: { units: 10 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      ...edges,
      ...loose.map((node) => ({ from: node.id, to: `flat_${node.id}` })),
      ...(joined.length > 0 ? flat.map((node) => ({ from: node.id, to: 'join' })) : []),
      { from: last, to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
  };
}

function toDocument({ nodes, edges }: Network): NetloomDocument {
  const result = parseDocument({ format: 'netloom', version: 1, name: 'Random network', nodes, edges });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.document;
}
