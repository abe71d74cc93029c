import type { Diagnostic } from '../../../diagnostics/diagnostic';
import type { ExportedLayer, NetworkToExport } from '../network-to-export';
import { type ClassOf, commonCall, NotUniform } from './calls';
import type { LayerWriter } from './piece';
import type { Member, MemberContent, ScopeOutput, ScopeUse } from './scope';

/** A member that uses the weights of others, where no call of one object can stand for it. */
export class NotShared extends Error {
  /** @param path of a layer that shares */
  constructor(readonly path: string) {
    super(`${path} shares weights, and is no second call`);
  }
}

/**
 * Layers that share weights, but are no second calls of one object.
 *
 * @param plan plans the network, and throws `NotShared`
 */
export function sharingProblems({ layers }: NetworkToExport, plan: () => unknown): readonly Diagnostic[] {
  if (layers.every(({ path, weightsPath }) => path === weightsPath)) return [];
  try {
    plan();
    return [];
  } catch (error) {
    if (!(error instanceof NotShared)) throw error;
    const layer = layers.find(({ path }) => path === error.path);
    if (layer === undefined) throw error;
    const { path, origin, weightsPath } = layer;
    const values = { node: origin.id, other: weightsPath };
    return [{ code: 'export-shared-weights', severity: 'error', path, origin, values, fixes: [] }];
  }
}

interface Folded {
  readonly members: readonly Member[];
  readonly outputs: readonly ScopeOutput[];
}

/** Finds for each member the one in its scope whose weights it uses. */
export function withSharing({ members, outputs }: Folded): Folded {
  const owners = new Map(
    members.flatMap((member) => layersOf(member.content).map(({ path }) => [path, member.id])),
  );
  return {
    outputs,
    members: members.map((member) => {
      const weighted = layersOf(member.content).filter(({ weights }) => weights.length > 0);
      // Weights of another scope are those of a block around, which is called again as a whole.
      const found = new Set(weighted.map(({ weightsPath }) => owners.get(weightsPath) ?? member.id));
      const [owner] = found;
      if (owner === undefined || (owner === member.id && found.size === 1)) return member;
      const [first] = weighted;
      if (found.size > 1 && first !== undefined) throw new NotShared(first.path);
      return { ...member, sharesWith: owner };
    }),
  };
}

function layersOf(content: MemberContent): readonly ExportedLayer[] {
  switch (content.kind) {
    case 'layer':
      return [content.layer];
    case 'block':
      return layersIn(content.use);
    case 'copies':
      return content.copies.flatMap(layersOf);
  }
}

function layersIn({ members }: ScopeUse): readonly ExportedLayer[] {
  return members.flatMap(({ content }) => layersOf(content));
}

/** Whether one object does for both: they differ in nothing but what enters. */
export function isSameObject(
  a: MemberContent,
  b: MemberContent,
  writer: LayerWriter,
  classOf: ClassOf,
): boolean {
  const [first, second] = [a, b].map((content) => (content.kind === 'copies' ? content.copies : [content]));
  if (first?.length !== second?.length) return false;
  try {
    return (first ?? []).every((one, at) => {
      const other = second?.[at];
      const { arguments: own } = commonCall([one, other], writer, classOf);
      return own.every(({ values: [left, right] }) => JSON.stringify(left) === JSON.stringify(right));
    });
  } catch (error) {
    if (error instanceof NotUniform) return false;
    throw error;
  }
}

/** A layer inside, for what is said of it. */
export function layerIn(content: MemberContent): ExportedLayer | undefined {
  return layersOf(content)[0];
}
