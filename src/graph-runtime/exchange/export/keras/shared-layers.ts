import type { ClassPlan } from '../plan/class-plan';

/** Function of a source that gives layers of one name once. */
export const SHARED = 'shared';

/** Where layers are called more than once: the table of layers, and the function that looks a layer up in it. */
export const SHARED_SOURCE = `LAYERS = {}


def ${SHARED}(layer):
    """The first layer of that name: where it is called again, it uses the same weights."""
    return LAYERS.setdefault(layer.name, layer)`;

/** The members of a source whose layers are called more than once. */
export interface SharedParts {
  readonly isEmpty: boolean;
  /** Whether a member's layers are: it is called again, or its function is called again by the same name. */
  has(plan: ClassPlan, attribute: string): boolean;
}

export function sharedParts(classes: readonly ClassPlan[]): SharedParts {
  const byName = new Map(classes.map((plan) => [plan.name, plan]));
  const again = new Map(classes.map((plan) => [plan, calledAgain(plan)]));
  const functions = new Set<string>();
  const pending = classes.flatMap((plan) =>
    [...(again.get(plan) ?? [])].flatMap((attribute) => calleesOf(plan, attribute)),
  );
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const plan = byName.get(name);
    if (plan === undefined || functions.has(name)) continue;
    functions.add(name);
    pending.push(...plan.members.flatMap(({ attribute }) => calleesOf(plan, attribute)));
  }
  return {
    isEmpty: [...again.values()].every((attributes) => attributes.size === 0),
    has: (plan, attribute) => functions.has(plan.name) || again.get(plan)?.has(attribute) === true,
  };
}

function calledAgain({ statements }: ClassPlan): ReadonlySet<string> {
  const called = statements.flatMap(({ text }) => /^self\.(\w+)\(/.exec(text)?.[1] ?? []);
  return new Set(called.filter((attribute, at) => called.indexOf(attribute) !== at));
}

function calleesOf({ members }: ClassPlan, attribute: string): readonly string[] {
  const construct = members.find((one) => one.attribute === attribute)?.construct;
  if (construct === undefined) return [];
  return construct.kind === 'call'
    ? [construct.call.callee]
    : construct.items.map(({ call: { callee } }) => callee);
}

/** A source in which each layer that is made and called at once is made once: `shared(layers.Conv2D(8, 3, name="conv"))(x)`. */
export function withSharedLayers(source: string): string {
  const start = /\blayers\.\w+\(/g;
  let [written, at] = ['', 0];
  for (let found = start.exec(source); found !== null; found = start.exec(source)) {
    const end = endOfCall(source, start.lastIndex);
    written += `${source.slice(at, found.index)}${SHARED}(${source.slice(found.index, end)})`;
    at = end;
    start.lastIndex = end;
  }
  return written + source.slice(at);
}

/** Where the parenthesis ends that is open at a place, strings left out. */
function endOfCall(source: string, from: number): number {
  let depth = 1;
  let quote = '';
  let at = from;
  for (; at < source.length && depth > 0; at += 1) {
    const letter = source[at] ?? '';
    if (quote !== '') {
      if (letter === quote && source[at - 1] !== '\\') quote = '';
    } else if (letter === '"') quote = letter;
    else if ('([{'.includes(letter)) depth += 1;
    else if (')]}'.includes(letter)) depth -= 1;
  }
  return at;
}
