import { INDENT } from '../python/source-text';

/** The lines of a statement; with a choice, those that are indented below its condition. */
export interface Printed {
  readonly lines: readonly string[];
  readonly choice?: { readonly condition: string; readonly otherwise: readonly string[] };
}

/** Statements below one another; what depends on the same condition in one choice. */
export function joined(statements: readonly Printed[]): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < statements.length; at += 1) {
    const first = statements[at];
    const condition = first?.choice?.condition;
    if (condition === undefined) {
      lines.push(...(first?.lines ?? []));
      continue;
    }
    let end = at;
    while (statements[end]?.choice?.condition === condition) end += 1;
    const all = statements.slice(at, end);
    const otherwise = all.flatMap(({ choice }) => choice?.otherwise ?? []);
    lines.push(`${INDENT}if ${condition}:`, ...all.flatMap((one) => one.lines));
    if (otherwise.length > 0) lines.push(`${INDENT}else:`, ...otherwise);
    at = end - 1;
  }
  return lines;
}
