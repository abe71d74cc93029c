import { NameSpace, variableName } from '../python/names';
import type { Reference } from './scope';

/** Something that is computed of values and gives others. */
export interface Computation {
  readonly id: string;
  readonly inputs: readonly Reference[];
  readonly outputs: readonly string[];
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
  const nameOf = (from: Reference) => names.get(keyOf(from)) ?? 'x';
  const named = computations.map(({ id, inputs: own, outputs }, index): NamedComputation => {
    const entering = own.map(nameOf);
    const isNeeded = (name: string) =>
      Array.from(names).some(([key, one]) => one === name && (last.get(key) ?? -1) > index);
    const free = [...entering, 'x', 'out'].filter((name) => !isNeeded(name));
    const needed = new NameSpace(Array.from(names.values()).filter(isNeeded));
    const targets = outputs.map((port) => {
      const wish = outputs.length > 1 ? variableName(port, 'out') : (free[0] ?? variableName(id, 'out'));
      const name = needed.claim(wish);
      names.set(keyOf({ kind: 'member', id, port }), name);
      return name;
    });
    return { inputs: entering, targets };
  });
  return { inputs: ports, computations: named, results: results.map(nameOf) };
}

function keyOf(from: Reference): string {
  return from.kind === 'input' ? `> ${from.port}` : `${from.id} ${from.port}`;
}
