import type { EdgeSpec, NetloomDocument, NodeSpec } from '../../src/graph-runtime/document/document';

/** The network of a preset as torchvision has it, where that is another one than the paper's; others as they are. */
export function torchvisionDocument(document: NetloomDocument, preset: string): NetloomDocument {
  if (preset === 'alexnet-imagenet') return alexnet(document);
  return preset === 'googlenet-imagenet' ? googlenet(document) : document;
}

interface Content {
  readonly nodes: readonly NodeSpec[];
  readonly edges: readonly EdgeSpec[];
}

const FILTERS: Readonly<Record<string, number>> = {
  conv1: 64,
  conv2: 192,
  conv3: 384,
  conv4: 256,
  conv5: 256,
};

/** One column of 2014: other numbers of filters, no groups, no normalization. */
function alexnet(document: NetloomDocument): NetloomDocument {
  const nodes = document.nodes.map((node) => {
    if (node.type === 'localResponseNormalization') return { ...node, enabled: false };
    const filters = FILTERS[node.id];
    return filters === undefined ? node : { ...node, parameters: { ...node.parameters, filters, groups: 1 } };
  });
  return { ...document, nodes };
}

/** Batch normalization after every convolution, no local response normalization, 3x3 in the place of 5x5. */
function googlenet(document: NetloomDocument): NetloomDocument {
  const nodes = document.nodes.map((node) => {
    if (node.type === 'localResponseNormalization')
      return { ...node, id: `${node.id}Response`, enabled: false };
    return node.id === 'pool4' ? { ...node, parameters: { ...node.parameters, poolSize: 2 } } : node;
  });
  const rename = (end: string) => (/^norm[12]$/.test(end) ? `${end}Response` : end);
  const edges = document.edges.map(({ from, to }) => ({ from: rename(from), to: rename(to) }));
  const blocks = Object.fromEntries(
    Object.entries(document.blocks).map(([name, block]) => [name, { ...block, ...normalized(block) }]),
  );
  return { ...document, ...normalized({ nodes, edges }), blocks };
}

/** `conv1` has `norm1` behind it, `reduce3` `normReduce3`, `conv3x3` `norm3x3`, `projection` `normProjection`, `conv` `norm`. */
function normName(id: string): string {
  const rest = id.replace(/^conv/, '');
  return `norm${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

function normalized({ nodes, edges }: Content): { nodes: NodeSpec[]; edges: EdgeSpec[] } {
  const convolutions = new Set(nodes.filter(({ type }) => type === 'conv2d').map(({ id }) => id));
  return {
    nodes: nodes.flatMap((node): NodeSpec[] => {
      if (!convolutions.has(node.id)) return [node];
      const size: NodeSpec['parameters'] =
        node.parameters?.kernelSize === 5 ? { kernelSize: 3, padding: 1 } : {};
      const conv: NodeSpec = { ...node, parameters: { ...node.parameters, ...size, useBias: false } };
      return [conv, { id: normName(node.id), type: 'batchNormalization', parameters: { epsilon: 0.001 } }];
    }),
    edges: edges.flatMap(({ from, to }): EdgeSpec[] =>
      convolutions.has(from)
        ? [
            { from, to: normName(from) },
            { from: normName(from), to },
          ]
        : [{ from, to }],
    ),
  };
}
