import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { matchWeights, type WeightMatch } from '../../graph-runtime/exchange/import/match-weights';
import type { SourceWeight } from '../../graph-runtime/exchange/import/source-weights';
import { analyze } from '../../graph-runtime/infer/analyze';
import { parseDocument } from '../../graph-runtime/reading/parse';

/** Files with fewer tensors fit many networks by chance. */
const FEWEST_TENSORS = 8;
/** Of a file's tensors: a head for other classes, and outputs that only training has, may be others. */
const SHARE = 0.9;

/**
 * The name of the gallery's network that the tensors of a file are the weights of; null where they are of none. It looks at all of them, which
 * takes seconds: for a file that fits nowhere else.
 *
 * @param folder of the networks' files
 */
export async function fittingNetwork(
  folder: string,
  weights: readonly SourceWeight[],
): Promise<string | null> {
  if (weights.length < FEWEST_TENSORS) return null;
  let best: { readonly name: string; readonly share: number } | null = null;
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const parsed = parseDocument(await readFile(join(folder, file), 'utf8'));
    if (!parsed.ok) continue;
    const share = sharedPart(matchWeights(analyze(parsed.document), weights));
    if (share >= SHARE && share > (best?.share ?? 0)) best = { name: parsed.document.name, share };
    if (share === 1) break;
  }
  return best?.name ?? null;
}

/** Of all tensors and weights, how many are in a pair. */
function sharedPart({ family, mapped, missing, leftOver }: WeightMatch): number {
  if (family === 'by-order') return 0;
  return mapped.length / (mapped.length + missing.length + leftOver.length);
}
