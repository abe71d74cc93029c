import type { NetloomDocument, Scope } from './document';
import type { ScopeContent } from './scope-draft';

/** The content of a scope; undefined when there is no block of that name. */
export function scopeContent(document: NetloomDocument, scope: Scope): ScopeContent | undefined {
  if (scope === null) return document;
  return Object.hasOwn(document.blocks, scope) ? document.blocks[scope] : undefined;
}

/** The document with other content in a scope. */
export function updateScope(
  document: NetloomDocument,
  scope: Scope,
  changes: Partial<ScopeContent>,
): NetloomDocument {
  if (scope === null) return { ...document, ...changes };
  if (!Object.hasOwn(document.blocks, scope)) return document;
  const block = document.blocks[scope];
  if (block === undefined) return document;
  return { ...document, blocks: { ...document.blocks, [scope]: { ...block, ...changes } } };
}
