/** The next free name of a version of a data set: `Stamps`, `Stamps v2`, `Stamps v3`, ... */
export function versionName(name: string, taken: readonly string[]): string {
  const base = name.replace(/ v\d+$/, '');
  const numbers = taken.flatMap((other) => {
    if (other === base) return [1];
    const match = other.startsWith(`${base} v`) ? /^\d+$/.exec(other.slice(base.length + 2)) : null;
    return match === null ? [] : [Number(match[0])];
  });
  return `${base} v${Math.max(1, ...numbers) + 1}`;
}
