import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documentSchema, type NetloomDocument } from '../document/document';
import { networkDifference } from './network-difference';

function preset(name: string): NetloomDocument {
  return documentSchema.parse(JSON.parse(readFileSync(`presets/${name}.json`, 'utf8')));
}

/** LeNet with every sigmoid replaced, under ids as the editor gives them. */
function withRelu(document: NetloomDocument): NetloomDocument {
  const rename = (id: string) => id.replace('sigmoid', 'relu');
  return {
    ...document,
    name: 'LeNet with ReLU',
    nodes: document.nodes.map((node) =>
      node.type === 'sigmoid' ? { ...node, id: rename(node.id), type: 'relu' } : node,
    ),
    edges: document.edges.map(({ from, to }) => ({ from: rename(from), to: rename(to) })),
  };
}

describe('networkDifference', () => {
  it('finds nothing between a network and itself, moved and renamed', () => {
    const lenet = preset('lenet');
    const moved = {
      ...lenet,
      name: 'Another name',
      nodes: lenet.nodes.map((node, at) => ({ ...node, name: `n${at}`, position: { x: at, y: at } })),
    };
    expect(networkDifference(lenet, moved)).toEqual([]);
    expect(networkDifference(preset('resnet'), preset('resnet'))).toEqual([]);
  });

  it('names exactly the activations of LeNet with ReLU, whether or not they kept their ids', () => {
    const lenet = preset('lenet');
    const [scope, ...others] = networkDifference(lenet, withRelu(lenet));
    expect(others).toEqual([]);
    expect(scope).toMatchObject({ scope: null, added: [], removed: [], addedEdges: [], removedEdges: [] });
    expect(scope?.changed.map(({ before, after }) => [before.id, after.id])).toEqual([
      ['sigmoid1', 'relu1'],
      ['sigmoid2', 'relu2'],
      ['sigmoid3', 'relu3'],
      ['sigmoid4', 'relu4'],
    ]);
    const kept = {
      ...lenet,
      nodes: lenet.nodes.map((node) => (node.type === 'sigmoid' ? { ...node, type: 'relu' } : node)),
    };
    expect(networkDifference(lenet, kept)[0]?.changed).toHaveLength(4);
  });

  it('names parameters, nodes and wires that came, went or changed, inside blocks too', () => {
    const resnet = preset('resnet');
    const [name] = Object.keys(resnet.blocks);
    if (name === undefined) throw new Error('ResNet is made of blocks.');
    const block = resnet.blocks[name];
    if (block === undefined) throw new Error('There is no such block.');
    const [first, second] = block.nodes;
    const changed: NetloomDocument = {
      ...resnet,
      blocks: {
        ...resnet.blocks,
        [name]: {
          ...block,
          nodes: [
            { ...block.nodes[0], id: first?.id ?? '', type: first?.type ?? '', parameters: { extra: 1 } },
            ...block.nodes.slice(2),
            { id: 'fresh', type: 'relu' },
          ],
          edges: block.edges.slice(1),
        },
      },
    };
    const [difference] = networkDifference(resnet, changed);
    expect(difference?.scope).toBe(name);
    expect(difference?.added.map((node) => node.id)).toEqual(['fresh']);
    expect(difference?.removed.map((node) => node.id)).toEqual([second?.id]);
    expect(difference?.changed[0]?.parameters).toContainEqual({
      name: 'extra',
      before: undefined,
      after: 1,
    });
    expect(difference?.removedEdges).toHaveLength(1);
    expect(difference?.addedEdges).toEqual([]);
  });
});

describe('the difference of networks of thousands of nodes', () => {
  const COUNT = 2_000;

  /** A chain of layers that counts how often its wires are read. */
  function chain(prefix: string) {
    const reads = { count: 0 };
    const ids = Array.from({ length: COUNT }, (_, at) => `${prefix}${at}`);
    const edges = ids.slice(1).map((to, at) => ({
      get from() {
        reads.count += 1;
        return ids[at] ?? '';
      },
      to,
    }));
    const nodes = ids.map((id) => ({ id, type: 'relu' }));
    return { document: { ...preset('lenet'), nodes, edges }, reads };
  }

  it('reads each wire a few times, also where every node is another one', () => {
    const [before, after] = [chain('a'), chain('b')];
    const [scope] = networkDifference(before.document, after.document);
    // Nothing shows which of them is which.
    expect(scope?.added).toHaveLength(COUNT);
    expect(before.reads.count + after.reads.count).toBeLessThan(10 * COUNT);
  });

  it('reads no wire after an edit of a parameter, which leaves the wires as they are', () => {
    const { document, reads } = chain('a');
    const nodes = document.nodes.map((node, at) => (at === 7 ? { ...node, muted: true } : node));
    const [scope] = networkDifference(document, { ...document, nodes });
    expect(scope?.changed.map(({ after }) => after.id)).toEqual(['a7']);
    expect(reads.count).toBe(0);
  });
});
