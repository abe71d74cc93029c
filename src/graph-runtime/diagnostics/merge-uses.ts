import type { Diagnostic } from './diagnostic';

/** A mistake and the paths it shows at; `T` is whatever describes it there. */
export interface MergedUses<T> {
  readonly first: T;
  readonly paths: readonly string[];
}

type Identity = Pick<Diagnostic, 'code' | 'severity' | 'port' | 'parameter' | 'origin'>;

/**
 * Groups what is one mistake in the document: at the same node of a block, it shows at every use of the block, and at a repeated
 * node at every copy. What occurs several times at one path (two bad wires of a node) is not merged.
 */
export function groupUses<T>(
  items: readonly T[],
  identify: (item: T) => Identity & { readonly path: string },
): MergedUses<T>[] {
  const groups = new Map<string, { readonly first: T; readonly paths: string[] }>();
  const counts = new Map<string, number>();
  for (const item of items) {
    const { code, severity, port, parameter, origin, path } = identify(item);
    const key = JSON.stringify([origin?.scope, origin?.id ?? path, code, severity, port, parameter]);
    const count = counts.get(`${key} ${path}`) ?? 0;
    counts.set(`${key} ${path}`, count + 1);
    const group = groups.get(`${key} ${count}`);
    if (group === undefined) groups.set(`${key} ${count}`, { first: item, paths: [path] });
    else group.paths.push(path);
  }
  return Array.from(groups.values());
}

/** One diagnostic for one mistake, at the first place it shows at and naming all of them. */
export function mergeUses(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return groupUses(diagnostics, (diagnostic) => diagnostic).map(({ first, paths }) => withUses(first, paths));
}

/** Names the paths a diagnostic stands for, if there are several. */
export function withUses(diagnostic: Diagnostic, paths: readonly string[]): Diagnostic {
  return paths.length > 1 ? { ...diagnostic, uses: paths } : diagnostic;
}

/** Every path of the expanded network that a diagnostic concerns. */
export function pathsOf({ path, uses }: Pick<Diagnostic, 'path' | 'uses'>): readonly string[] {
  return uses ?? [path];
}
