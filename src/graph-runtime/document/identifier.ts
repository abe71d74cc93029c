import { identifierSchema } from './document';
import { isReservedName } from './reserved-name';

/** True for what a node, a block or a port may be called. */
export function isIdentifier(name: string): boolean {
  return identifierSchema.safeParse(name).success && !isReservedName(name);
}
