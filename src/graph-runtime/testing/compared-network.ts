import type { NetloomDocument, NodeSpec, TrainingSettings } from '../document/document';
import { type TupleId, tuples } from '../targets/tuples';
import { readDocument } from './read-document';

export interface ComparedNetworkOptions extends Partial<TrainingSettings> {
  readonly tuple: TupleId;
  /** Of the images; absent: 14 × 14 gray ones. */
  readonly shape?: readonly number[];
  readonly units?: number;
  /** What the pair is compared by: a distance with a contrastive loss, or a score. */
  readonly pairLoss?: 'contrastive' | 'binaryCrossEntropy';
  /** Nodes of a branch between its input and its last dense layer; those with weights are shared. */
  readonly branch?: readonly NodeSpec[];
}

const FLAT: readonly NodeSpec[] = [{ id: 'flat', type: 'flatten' }];

/** A siamese network: each image through one set of weights, and the distances between the results. */
export function comparedNetwork({
  tuple,
  shape = [14, 14, 1],
  units = 16,
  pairLoss = 'contrastive',
  branch = FLAT,
  ...training
}: ComparedNetworkOptions): NetloomDocument {
  const members = tuples[tuple];
  const [first = 'example', ...others] = members;
  const own: readonly NodeSpec[] = [...branch, { id: 'dense', type: 'dense', parameters: { units } }];
  const nodeOf = (member: string, node: NodeSpec): NodeSpec => ({
    ...node,
    id: `${member}-${node.id}`,
    ...(member !== first && { sharesWith: `${first}-${node.id}` }),
  });
  const withoutWeights = new Set(['flatten', 'relu', 'maxPooling2d', 'dropout']);
  const branches = members.flatMap((member) => [
    { id: member, type: 'input', parameters: { shape: [...shape], takes: member } },
    ...own.map((node) => {
      const { sharesWith, ...plain } = nodeOf(member, node);
      return withoutWeights.has(node.type) || sharesWith === undefined ? plain : { ...plain, sharesWith };
    }),
  ]);
  const wires = members.flatMap((member) => {
    const ids = [member, ...own.map(({ id }) => `${member}-${id}`)];
    return ids.slice(1).map((to, at) => ({ from: ids[at], to }));
  });
  const distances = others.map((member) => ({ id: `to-${member}`, type: 'distance' }));
  const toDistances = others.flatMap((member) => [
    { from: `${first}-dense`, to: `to-${member}` },
    { from: `${member}-dense`, to: `to-${member}` },
  ]);
  const isScored = tuple === 'pair' && pairLoss === 'binaryCrossEntropy';
  const joined: readonly NodeSpec[] =
    tuple === 'triplet'
      ? [{ id: 'joined', type: 'concatenate' }]
      : isScored
        ? [{ id: 'joined', type: 'dense', parameters: { units: 1 } }]
        : [];
  const last = joined.length > 0 ? 'joined' : 'to-partner';
  const parsed = readDocument({
    ...{ format: 'netloom', version: 3, name: `compares a ${tuple}` },
    nodes: [
      ...branches,
      ...distances,
      ...joined,
      {
        ...{ id: 'output', type: 'output' },
        parameters: { loss: tuple === 'triplet' ? 'triplet' : pairLoss, target: tuple },
      },
    ],
    edges: [
      ...wires,
      ...toDistances,
      ...(joined.length > 0 ? others.map((member) => ({ from: `to-${member}`, to: 'joined' })) : []),
      { from: last, to: 'output' },
    ],
  });
  return { ...parsed, training: { ...parsed.training, batchSize: 50, ...training } };
}
