import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import { reachableFrom, reachingTo, wiresOf } from '../document/network';
import type { EditContext, UserEdit } from './user-edit';

/** Freezes nodes, or lets their weights learn again. */
export function setFrozen(context: EditContext, ids: readonly string[], isFrozen: boolean): UserEdit {
  return {
    label: { key: isFrozen ? 'freeze' : 'unfreeze', values: { count: ids.length } },
    edits: ids.map((id) => learningEdit(context, id, { trainable: isFrozen ? false : undefined })),
  };
}

/** Freezes the nodes and all before them in the open scope, as far as `canFreeze` says; the others stay as they are. */
export function freezeUpTo(
  context: EditContext,
  ids: readonly string[],
  canFreeze: (id: string) => boolean,
): UserEdit {
  return setFrozen(context, along(context, ids, reachingTo, canFreeze), true);
}

/** Lets the nodes learn, and all after them in the open scope; the others stay as they are. */
export function unfreezeFrom(
  context: EditContext,
  ids: readonly string[],
  canFreeze: (id: string) => boolean,
): UserEdit {
  return setFrozen(context, along(context, ids, reachableFrom, canFreeze), false);
}

function along(
  { document, scope }: EditContext,
  ids: readonly string[],
  reach: typeof reachableFrom,
  canFreeze: (id: string) => boolean,
): string[] {
  const wires = wiresOf(document, scope);
  const found = new Set(ids.flatMap((id) => [id, ...reach(wires, id)]));
  return [...found].filter(canFreeze);
}

/** The factor at which nodes learn; 1 is what they do anyway. */
export function setRateFactor(context: EditContext, ids: readonly string[], factor: number): UserEdit {
  const learningRateFactor = factor === 1 ? undefined : factor;
  return {
    label: { key: 'setRateFactor', values: { count: ids.length } },
    edits: ids.map((id) => learningEdit(context, id, { learningRateFactor })),
  };
}

/** Has a node use the weights of another one of its scope; null: its own. */
export function shareWeights({ scope }: EditContext, id: string, owner: string | null): UserEdit {
  return {
    label: { key: owner === null ? 'ownWeights' : 'shareWeights', values: { name: id, other: owner ?? '' } },
    edits: [{ kind: 'update-node', scope, id, changes: { sharesWith: owner ?? undefined } }],
  };
}

function learningEdit(
  { scope }: EditContext,
  id: string,
  changes: Partial<Pick<NodeSpec, 'trainable' | 'learningRateFactor'>>,
): DocumentEdit {
  return { kind: 'update-node', scope, id, changes };
}
