/**
 * What the type checks of several environments report, each error once: a file that several environments read is wrong in all of them.
 *
 * @param {readonly { config: string; output: string }[]} results of tsc, one for each environment
 * @returns {readonly { error: string; configs: readonly string[] }[]} in the order in which they were first reported
 */
export function typeErrors(results) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const { config, output } of results) {
    // Further lines of an error are indented.
    for (const error of output.split(/\n(?=\S)/)) {
      if (error.trim() !== '') found.set(error, [...(found.get(error) ?? []), config]);
    }
  }
  return [...found].map(([error, configs]) => ({ error, configs }));
}
