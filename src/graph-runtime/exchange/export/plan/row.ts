import type { PythonValue } from '../python/value';
import {
  type ClassOf,
  type CommonArgument,
  type CommonCall,
  commonCall,
  isDefault,
  NotUniform,
  type SingleContent,
} from './calls';
import type { ClassArguments } from './class-arguments';
import type { CallText, SequenceItem } from './class-plan';
import type { LayerWriter } from './piece';

/** What calls are written with. */
export interface CallContext {
  readonly writer: LayerWriter;
  readonly classOf: ClassOf;
  readonly arguments: ClassArguments;
}

/** A call whose arguments are literals or the class's own. */
export function callText(call: CommonCall, id: string, table: ClassArguments): CallText {
  return writtenCall(call, (argument) => table.resolve(argument.values, hintOf(id, argument.name)));
}

function hintOf(id: string, name: string): string {
  return `${id}_${name}`;
}

function writtenCall(call: CommonCall, textOf: (argument: CommonArgument) => string): CallText {
  const written = call.arguments.filter((one) => one.isPositional || !isDefault(one));
  return {
    callee: call.callee,
    arguments: written.map((one) => (one.isPositional ? textOf(one) : `${one.name}=${textOf(one)}`)),
  };
}

/**
 * The copies of a repeated node, as a loop where they go by a rule in all uses of a block: all alike, the first another, numbers that grow
 * by the same from copy to copy. Otherwise one by one, where all uses have the same number of them.
 *
 * @param rows the copies of each use; undefined: it has none
 * @throws NotUniform
 */
export function rowItems(
  id: string,
  rows: readonly (readonly SingleContent[] | undefined)[],
  context: CallContext,
): readonly SequenceItem[] {
  // All alike and "the first another" are what a reader expects; numbers that grow come after.
  for (const [head, isGrowing] of [
    [0, false],
    [1, false],
    [0, true],
    [1, true],
  ] as const) {
    const items = loopItems(id, rows, { head, isGrowing }, context);
    if (items !== null) return items;
  }
  const there = rows.filter((row) => row !== undefined);
  const count = there[0]?.length ?? 0;
  if (there.some((row) => row.length !== count)) throw new NotUniform(id);
  const calls = Array.from({ length: count }, (_, index) =>
    callText(
      commonCall(
        rows.map((row) => row?.[index]),
        context.writer,
        context.classOf,
      ),
      id,
      context.arguments,
    ),
  );
  return inRuns(calls);
}

/** Equal calls that follow one another, as loops. */
function inRuns(calls: readonly CallText[]): readonly SequenceItem[] {
  const runs: { call: CallText; count: number }[] = [];
  for (const call of calls) {
    const last = runs[runs.length - 1];
    if (last !== undefined && JSON.stringify(last.call) === JSON.stringify(call)) last.count += 1;
    else runs.push({ call, count: 1 });
  }
  return runs.map(({ call, count }) => ({ call, loop: count === 1 ? null : `for _ in range(${count})` }));
}

/** With the first `head` copies by themselves and a loop for the others; null where they do not go by a rule. */
function loopItems(
  id: string,
  rows: readonly (readonly SingleContent[] | undefined)[],
  { head, isGrowing }: { readonly head: number; readonly isGrowing: boolean },
  { writer, classOf, arguments: table }: CallContext,
): readonly SequenceItem[] | null {
  const tails = rows.map((row) => row?.slice(head));
  const [calls, tail] = tailCalls(tails, writer, classOf) ?? [];
  if (calls === undefined) return null;
  const rules = tail?.arguments.map((argument) => ruleOf(argument, calls, head)) ?? [];
  if (rules.some((rule) => rule === null || (rule.step !== undefined && !isGrowing))) return null;
  const items: SequenceItem[] = [];
  if (head === 1) {
    const first = commonCall(
      rows.map((row) => row?.[0]),
      writer,
      classOf,
    );
    items.push({ call: callText(first, id, table), loop: null });
  }
  if (tail === undefined) return items;
  const byName = new Map(rules.flatMap((rule) => (rule === null ? [] : [[rule.name, rule] as const])));
  const call = writtenCall(tail, ({ name }) => {
    const rule = byName.get(name);
    const base = table.resolve(rule?.base ?? [], hintOf(id, name));
    if (rule?.step === undefined) return base;
    const step = table.resolve(rule.step, `${id}_${name}_step`);
    return grown(base, step);
  });
  const counts = rows.map((row) => row?.length);
  const [count] = counts.filter((one) => one !== undefined);
  const isFixed = counts.every((one) => one === undefined || one === count);
  if (isFixed && count === head + 1 && !call.arguments.some((text) => /\bi\b/.test(text)))
    return [...items, { call, loop: null }];
  const isNumbered = call.arguments.some((text) => /\bi\b/.test(text));
  const end = table.resolve(counts, `${id}_count`);
  const fromZero = !isNumbered && isFixed && count !== undefined ? `${count - head}` : null;
  const range = fromZero ?? (head === 0 ? end : `${head}, ${end}`);
  const variable = isNumbered ? 'i' : '_';
  return [...items, { call, loop: `for ${variable} in range(${range})` }];
}

/** `64 + 32 * i`. */
function grown(base: string, step: string): string {
  const isFalling = step.startsWith('-');
  const size = isFalling ? step.slice(1) : step;
  const term = size === '1' ? 'i' : `${size} * i`;
  if (base === '0' && !isFalling) return term;
  return `${base} ${isFalling ? '-' : '+'} ${term}`;
}

/** The calls of each tail, and all of them as one; undefined where there is no tail at all, null where they are not alike. */
function tailCalls(
  tails: readonly (readonly SingleContent[] | undefined)[],
  writer: LayerWriter,
  classOf: ClassOf,
): readonly [readonly (readonly number[])[], CommonCall | undefined] | null {
  const flat = tails.flatMap((tail) => tail ?? []);
  let at = 0;
  const places = tails.map((tail) => (tail ?? []).map(() => at++));
  if (flat.length === 0) return [places, undefined];
  try {
    return [places, commonCall(flat, writer, classOf)];
  } catch (error) {
    if (error instanceof NotUniform) return null;
    throw error;
  }
}

interface Rule {
  readonly name: string;
  readonly base: readonly (PythonValue | undefined)[];
  readonly step?: readonly (PythonValue | undefined)[];
}

/** `base`, or `base + step · i` with i the number of the copy, in each use; null where it is neither. */
function ruleOf(
  { name, values }: CommonArgument,
  places: readonly (readonly number[])[],
  head: number,
): Rule | null {
  const columns = places.map((own) => own.map((place) => values[place]));
  const isConstant = columns.every((column) =>
    column.every((value) => JSON.stringify(value) === JSON.stringify(column[0])),
  );
  if (isConstant) return { name, base: columns.map(([first]) => first) };
  const steps = columns.map(stepOf);
  const known = steps.find((step) => typeof step === 'number');
  // Two numbers lie on a line always; a rule takes three.
  if (known === undefined || steps.includes(null) || columns.every((column) => column.length < 3))
    return null;
  // Where there is one copy only, the step of the others does.
  const step = steps.map((one) => one ?? known);
  const base = columns.map(([first], index) =>
    typeof first === 'number' ? first - (step[index] ?? 0) * head : undefined,
  );
  return { name, base, step };
}

/** By how much each number is larger than the one before; undefined where there is one only, null where they go by no such rule. */
function stepOf(column: readonly (PythonValue | undefined)[]): number | null | undefined {
  if (column.length < 2) return undefined;
  const numbers = column.map((value) => (typeof value === 'number' ? value : Number.NaN));
  const [first = 0, second = 0] = numbers;
  const step = second - first;
  return Number.isInteger(step) && numbers.every((value, index) => value === first + step * index)
    ? step
    : null;
}
