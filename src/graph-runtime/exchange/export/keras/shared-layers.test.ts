import { expect, it } from 'vitest';
import type { NetloomDocument } from '../../../document/document';
import { analyze } from '../../../infer/analyze';
import { recurrent, siamese } from '../../../testing/branched-documents';
import { exportProblems } from '../export-problems';
import { networkToExport } from '../network-to-export';
import { exportKeras } from './export-keras';
import { keras } from './keras';
import { withSharedLayers } from './shared-layers';

/* That they compute what the network does is held by `npm run bench:export-keras -- branched`. */

interface Config {
  readonly config: {
    readonly config: {
      readonly layers: readonly { readonly name: string; readonly inbound_nodes: readonly object[] }[];
    };
  };
}

function projectOf(document: NetloomDocument) {
  const facts = { document: '{}', weights: 'untrained' };
  const { texts, model } = exportKeras(networkToExport(analyze(document)), facts);
  const { layers } = (model as unknown as Config).config.config;
  return { source: texts['model.py'] ?? '', model, layers };
}

it('calls a layer again where weights are shared, whichever call comes first', () => {
  const { source, model, layers } = projectOf(siamese());
  expect(source.match(/shared\(layers\.Conv2D\(3, 3, padding="same", name="left_conv"\)\)/g)).toHaveLength(2);
  expect(source.match(/= unit\(\w+, name="left_unit"\)/g)).toHaveLength(2);
  expect(source).not.toContain('right_conv');
  expect(source).not.toContain('shared(layers.Dense');
  const calls = new Map(layers.map(({ name, inbound_nodes: nodes }) => [name, nodes.length]));
  expect(calls.get('left_conv')).toBe(2);
  expect(calls.get('left_unit_norm')).toBe(2);
  expect(calls.get('scores')).toBe(1);
  expect(calls.size).toBe(layers.length);
  const weights = model.datasets.map(({ weight }) => weight);
  expect(weights.filter((weight) => weight.startsWith('right'))).toEqual([]);
  expect(new Set(weights).size).toBe(weights.length);
});

it('gives a layer that is called on its own result the number of the call', () => {
  const { layers } = projectOf(recurrent());
  const first = layers.find(({ name }) => name === 'first');
  expect(first?.inbound_nodes).toHaveLength(3);
  const flat = JSON.stringify(layers.find(({ name }) => name === 'pair1_sum'));
  expect(flat).toContain('"keras_history":["pair1_one_norm",0,0]');
  expect(flat).toContain('"keras_history":["pair1_one_norm",1,0]');
});

it('refuses to share where one layer cannot do for both', () => {
  const document = siamese();
  const nodes = document.nodes.map((node) =>
    node.id === 'right-conv' ? { ...node, parameters: { ...node.parameters, padding: 'valid' } } : node,
  );
  expect(exportProblems(analyze({ ...document, nodes }), keras)).toMatchObject([
    { code: 'export-shared-weights', path: 'right-conv' },
  ]);
});

it('makes layers once, and calls them as they were called', () => {
  const source = 'x = layers.Conv2D(\n    8,\n    name="a) (",\n)(layers.ReLU(name=f"{name}_relu")(x))';
  expect(withSharedLayers(source)).toBe(
    'x = shared(layers.Conv2D(\n    8,\n    name="a) (",\n))(shared(layers.ReLU(name=f"{name}_relu"))(x))',
  );
});
