import { readdirSync, readFileSync } from 'node:fs';
import type { NetloomDocument, ParameterValue } from '../document/document';
import { parseDocument } from '../reading/parse';

/** The presets as tests and benchmarks read them: from the files the program ships. */

const directory = new URL('../../../presets/', import.meta.url);

/** File names without `.json`, in alphabetical order. */
export const presetIds: readonly string[] = readdirSync(directory)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.slice(0, -'.json'.length))
  .sort();

/** The text of `presets/ID.json`. */
export function readPresetText(id: string): string {
  return readFileSync(new URL(`${id}.json`, directory), 'utf8');
}

/**
 * The document of `presets/ID.json`.
 * @throws when it does not parse: a preset is part of the program.
 */
export function readPreset(id: string): NetloomDocument {
  const result = parseDocument(readPresetText(id));
  if (!result.ok) throw new Error(`presets/${id}.json: ${JSON.stringify(result.diagnostics)}`);
  if (result.warnings.length > 0) throw new Error(`presets/${id}.json: ${JSON.stringify(result.warnings)}`);
  return result.document;
}

/**
 * The same network with other values of its own parameters, e.g. `{ width: 0.5 }`, as a user would set them.
 * @throws when the document has no parameter of a name.
 */
export function withParameters(
  document: NetloomDocument,
  values: Readonly<Record<string, Exclude<ParameterValue, readonly unknown[]>>>,
): NetloomDocument {
  const known = document.parameters.map((parameter) => parameter.name);
  for (const name of Object.keys(values)) {
    if (!known.includes(name)) throw new Error(`${document.name} has no parameter ${name}.`);
  }
  const parameters = document.parameters.map((parameter) => {
    const value = values[parameter.name];
    return value === undefined ? parameter : { ...parameter, default: value };
  });
  return { ...document, parameters };
}
