import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PresetSummary } from '../../contract/contract';
import { parseDocument } from '../../graph-runtime/reading/parse';
import type { Log } from '../log/log';

/**
 * The networks in `folder`, one JSON file each: first the ones that stand for their family (`resnet.json` of the family
 * `resnet`), then the variants, both from the oldest to the newest. A file that is no network is left out and logged.
 */
export async function readPresets(folder: string, log: Log): Promise<readonly PresetSummary[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const presets = await Promise.all(names.map((name) => readPreset(folder, name, log)));
  return presets.filter((preset): preset is PresetSummary => preset !== null).sort(byAge);
}

async function readPreset(folder: string, name: string, log: Log): Promise<PresetSummary | null> {
  const parsed = parseDocument(await readFile(join(folder, name), 'utf8'));
  if (parsed.ok) return { id: name.replace(/\.json$/, ''), document: parsed.document };
  log.error(`preset ${name} is no network`, parsed.diagnostics.slice(0, 3));
  return null;
}

function byAge(a: PresetSummary, b: PresetSummary): number {
  return (
    Number(isVariant(a)) - Number(isVariant(b)) ||
    (a.document.about?.year ?? 0) - (b.document.about?.year ?? 0) ||
    a.document.name.localeCompare(b.document.name, 'en', { numeric: true })
  );
}

function isVariant({ id, document }: PresetSummary): boolean {
  return document.about?.family !== undefined && document.about.family !== id;
}
