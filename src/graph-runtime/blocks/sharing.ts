import type { NodeSpec } from '../document/document';

/** Paths inside of a block whose weights are those of another use of it: where they begin, and where those of the other use do. */
export interface Sharing {
  /** `right/` */
  readonly from: string;
  /** `left/` */
  readonly to: string;
}

/** A node of the document, and how its scope shares. */
interface SharingUse {
  readonly node: Pick<NodeSpec, 'id' | 'sharesWith'>;
  readonly place: { readonly prefix: string; readonly sharing?: Sharing | undefined };
}

/**
 * The node whose weights the copy at `path` uses, as a field of its flat node.
 *
 * @param path with the number of the copy
 */
export function sharesWith(use: SharingUse, path: string): { readonly sharesWith?: string } {
  const owner = ownerPath(use, path);
  return owner === null ? {} : { sharesWith: owner };
}

/** The same of a block: what holds for all that is inside. */
export function sharingInside(use: SharingUse, path: string): { readonly sharing?: Sharing } {
  const owner = ownerPath(use, path);
  return owner === null ? {} : { sharing: { from: `${path}/`, to: `${owner}/` } };
}

/** Null where it has its own weights. */
function ownerPath({ node, place: { prefix, sharing: outer } }: SharingUse, path: string): string | null {
  const { id, sharesWith: named } = node;
  const copy = path.slice(prefix.length + id.length);
  const own = named === undefined || named === id ? path : `${prefix}${named}${copy}`;
  const owner =
    outer !== undefined && own.startsWith(outer.from) ? outer.to + own.slice(outer.from.length) : own;
  return owner === path ? null : owner;
}

export function isSameSharing(a: Sharing | undefined, b: Sharing | undefined): boolean {
  return a === b || (a?.from === b?.from && a?.to === b?.to);
}
