import { NameSpace, variableName } from '../python/names';
import type { Reference } from './scope';

/** Something that is computed of values and gives others. */
export interface Computation {
  readonly id: string;
  readonly inputs: readonly Reference[];
  readonly outputs: readonly string[];
  /** What it gives is a list of values, which is called by its id. */
  readonly isList?: boolean;
}

export interface NamedComputation {
  readonly inputs: readonly string[];
  readonly targets: readonly string[];
}

interface Naming {
  readonly inputs: readonly string[];
  readonly computations: readonly NamedComputation[];
  readonly results: readonly string[];
}

/**
 * Names for the values of a computation, as few as it takes: a result takes the name of a value that nobody needs any more, `x` in a row of
 * layers; beside it stands `out`, then the members' own names.
 */
export function nameVariables(
  inputs: readonly string[],
  computations: readonly Computation[],
  results: readonly Reference[],
): Naming {
  const last = new Map<string, number>();
  computations.forEach(({ inputs: own }, index) => {
    for (const from of own) last.set(keyOf(from), index);
  });
  for (const from of results) last.set(keyOf(from), computations.length);
  const inputNames = new NameSpace();
  const ports = inputs.map((port) => inputNames.claim(inputs.length === 1 ? 'x' : variableName(port, 'x')));
  const names = new Map(inputs.map((port, index) => [keyOf({ kind: 'input', port }), ports[index] ?? 'x']));
  const lists = new Set<string>();
  const nameOf = (from: Reference) => names.get(keyOf(from)) ?? 'x';
  const named = computations.map(({ id, inputs: own, outputs, isList }, index): NamedComputation => {
    const entering = own.map(nameOf);
    const isNeeded = (name: string) =>
      Array.from(names).some(([key, one]) => one === name && (last.get(key) ?? -1) > index);
    const free = [...entering, 'x', 'out'].filter((name) => !isNeeded(name) && !lists.has(name));
    const needed = new NameSpace(Array.from(names.values()).filter(isNeeded));
    const targets = outputs.map((port) => {
      const wish =
        outputs.length > 1
          ? variableName(port, 'out')
          : isList === true
            ? listName(id)
            : (free[0] ?? variableName(id, 'out'));
      const name = needed.claim(wish);
      if (isList === true) lists.add(name);
      names.set(keyOf({ kind: 'member', id, port }), name);
      return name;
    });
    return { inputs: entering, targets };
  });
  return { inputs: ports, computations: named, results: results.map(nameOf) };
}

/** Many of them: `paths` of `path`. */
function listName(id: string): string {
  const name = variableName(id, 'out');
  return name.endsWith('s') ? name : `${name}s`;
}

function keyOf(from: Reference): string {
  return from.kind === 'input' ? `> ${from.port}` : `${from.id} ${from.port}`;
}
