const PREFIX = 'block:';

/** The type of a node that uses the block `name`: `block:residual`. */
export function blockType(name: string): string {
  return PREFIX + name;
}

/** The block that a node type names, `residual` of `block:residual`; null for a layer. */
export function blockName(type: string): string | null {
  return type.startsWith(PREFIX) ? type.slice(PREFIX.length) : null;
}
