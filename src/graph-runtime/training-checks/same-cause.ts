import { groupBy } from '../collections/group-by';
import type { Fix } from '../diagnostics/diagnostic';
import { applyEdits } from '../document/apply-edits';
import type { DocumentEdit } from '../document/edit';
import { analyze } from '../infer/analyze';
import type { CheckContext, CheckResult, TrainingCheck } from './check';
import { contextOf, placesOf } from './check-context';

/** Results of one check that have one cause: the same is said of several layers. */
export type Cause = readonly [first: CheckResult, ...others: CheckResult[]];

/**
 * Puts results together that say the same of layers of one type, with the same values but for the layer's name: a momentum that is too
 * high for the run is one mistake, however many layers have it.
 */
export function groupByCause(results: readonly CheckResult[], { wiring }: CheckContext): readonly Cause[] {
  const causes = groupBy(results.entries(), ([index, { path, fixes: _fixes, values, ...said }]) => {
    // What is at a setting is there once.
    const type = path === undefined ? index : wiring.get(path)?.node.type;
    return JSON.stringify([type, said, withoutNames(values)]);
  });
  return Array.from(causes.values()).flatMap((entries) => {
    const [first, ...others] = entries.map(([, result]) => result);
    return first === undefined ? [] : [[first, ...others] as const];
  });
}

/** The paths a cause shows at; none for what is at a setting. */
export function pathsOfCause(cause: Cause): readonly string[] {
  return cause.flatMap(({ path }) => (path === undefined ? [] : [path]));
}

/** The repairs of a cause's first place, each made at all of its places; one that cannot be made everywhere is left out. */
export function fixesOfCause(context: CheckContext, check: TrainingCheck, cause: Cause): readonly Fix[] {
  const [first, ...others] = cause;
  const proposed = proposalsOf(first);
  if (others.length === 0 || proposed.length === 0) return proposed;
  const further = others.map(proposalsOf);
  return proposed.flatMap((fix) => {
    const all = [fix, ...further.flatMap((fixes) => fixes.find((other) => isSameRepair(fix, other)) ?? [])];
    if (all.length < cause.length) return [];
    const edits = all.every(isIndependent) ? editsOf(all) : oneAfterAnother(context, check, cause, fix);
    return edits === null ? [] : [inOne(all, edits)];
  });
}

function proposalsOf({ fixes }: CheckResult): readonly Fix[] {
  return (fixes?.() ?? []).filter((fix): fix is Fix => fix !== null);
}

function isSameRepair(a: Fix, b: Fix): boolean {
  return (
    a.code === b.code && JSON.stringify(withoutNames(a.values)) === JSON.stringify(withoutNames(b.values))
  );
}

function isIndependent({ edits }: Fix): boolean {
  return edits.every(({ kind }) => kind.startsWith('set-'));
}

/** Each edit once: the uses of a block share its nodes. */
function editsOf(fixes: readonly Fix[]): DocumentEdit[] {
  return [
    ...new Map(
      fixes.flatMap(({ edits }) => edits.map((edit) => [JSON.stringify(edit), edit] as const)),
    ).values(),
  ];
}

/** More places than this are not repaired by edits that depend on one another: each is tried on the whole network. */
const MAXIMUM_DEPENDENT = 8;

/** The edits of a repair that moves wires: what the next place needs depends on what was done at the place before. */
function oneAfterAnother(
  { analysis, data }: CheckContext,
  check: TrainingCheck,
  cause: Cause,
  first: Fix,
): DocumentEdit[] | null {
  if (cause.length > MAXIMUM_DEPENDENT) return null;
  const places = placesOf(cause);
  const edits: DocumentEdit[] = [];
  let repaired = analysis;
  for (let round = 0; round < cause.length; round += 1) {
    const left = check.find(contextOf(repaired, data)).find((result) => places.has(result));
    if (left === undefined) break;
    const fix = proposalsOf(left).find((other) => isSameRepair(first, other));
    if (fix === undefined) return null;
    edits.push(...fix.edits);
    repaired = analyze(applyEdits(repaired.document, fix.edits), repaired);
  }
  return edits;
}

/** Names of layers that a repair of many of them lists. */
const NAMES = 3;

function inOne(fixes: readonly Fix[], edits: readonly DocumentEdit[]): Fix {
  const { code = '', values = {} } = fixes[0] ?? {};
  if (values.node === undefined) return { code, values, edits };
  const names = Array.from(new Set(fixes.map((fix) => String(fix.values.node))));
  const node = names.slice(0, NAMES).join(', ') + (names.length > NAMES ? ', …' : '');
  return { code, values: { ...values, node, layers: fixes.length }, edits };
}

/** Values without those that name the place. */
function withoutNames(values: NonNullable<CheckResult['values']> = {}): object {
  const { node: _node, output: _output, ...others } = values;
  return others;
}
