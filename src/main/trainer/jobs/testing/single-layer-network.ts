import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import type { LayerDefinition } from '../../../../graph-runtime/layers/layer';
import { parseDocument } from '../../../../graph-runtime/reading/parse';
import type { CodeSample } from '../../../../graph-runtime/testing/code-samples';

/** A network of one layer between its input and an output that takes all its values as scores. Inputs of a layer with several differ. */
export function singleLayerNetwork(
  layer: LayerDefinition,
  { parameters, inputs }: CodeSample,
): NetloomDocument {
  const before = inputs.map((_, index) => ({
    id: `before${index}`,
    type: 'rescaling',
    parameters: { scale: index + 2, offset: -0.5 * (index + 1) },
  }));
  const result = parseDocument({
    format: 'netloom',
    version: 2,
    name: layer.type,
    nodes: [
      { id: 'input', type: 'input', parameters: { shape: inputs[0]?.shape } },
      ...before,
      { id: 'layer', type: layer.type, parameters },
      { id: 'flatten', type: 'flatten' },
      { id: 'dense', type: 'dense', parameters: { units: 16 } },
      { id: 'output', type: 'output' },
    ],
    edges: [
      ...before.flatMap(({ id }, index) => [
        { from: 'input', to: id },
        { from: id, to: portOf(layer, index) },
      ]),
      { from: 'layer', to: 'flatten' },
      { from: 'flatten', to: 'dense' },
      { from: 'dense', to: 'output' },
    ],
  });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.document;
}

/** Where an input arrives: at its own port, where the layer has several. */
function portOf({ inputs }: LayerDefinition, index: number): string {
  const port = inputs.length > 1 ? inputs[index] : undefined;
  return port === undefined ? 'layer' : `layer:${port.name}`;
}
