import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetloomDocument } from '../src/graph-runtime/document/document';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { presetIds, readPreset } from '../src/graph-runtime/testing/presets';
import { answered, withNetwork } from '../src/main/trainer/testing/ask-network';
import { DATASETS } from '../src/main/trainer/testing/run-training';
import { prepareTargets } from '../src/main/trainer/testing/target-data';
import { describeMachine } from './machine';

/**
 * `npx tsx bench/inspection.ts [PRESET …]`: how long it takes to look inside a network: from opening it, untrained, to the maps of its first, its
 * middle and its last layer for one image, and how long the maps of one more layer take after that. Without names: U-Net at 512 × 512 pixels.
 */
async function main(): Promise<void> {
  const { processor, cores } = describeMachine();
  console.log(`${processor}, ${cores} cores`);
  const wanted = process.argv.slice(2);
  const user = mkdtempSync(join(tmpdir(), 'netloom-inspection-'));
  try {
    const masks = await prepareTargets(user, 'mask');
    for (const id of presetIds.filter((one) =>
      wanted.length === 0 ? one === 'unet' : wanted.includes(one),
    )) {
      const document = readPreset(id);
      // Its own images have to be fetched; the size of the network's input decides how long it takes.
      await inspect(
        id,
        id === 'unet' ? { ...withClasses(document, 11), dataset: { id: masks.id } } : document,
        user,
      );
    }
  } finally {
    rmSync(user, { recursive: true });
  }
}

/** As many classes as the masks have. */
function withClasses(document: NetloomDocument, classes: number): NetloomDocument {
  const parameters = document.parameters.map((one) =>
    one.name === 'classes' && one.kind === 'integer' ? { ...one, default: classes } : one,
  );
  return { ...document, parameters };
}

async function inspect(id: string, document: NetloomDocument, user: string): Promise<void> {
  const begun = performance.now();
  const secondsSince = (start: number) => ((performance.now() - start) / 1000).toFixed(2);
  await withNetwork(
    async (ask) => {
      const paths = analyze(document).order.filter((path) => path !== 'output');
      const [first, middle, last] = [paths[1], paths[Math.floor(paths.length / 2)], paths.at(-1)];
      const parts: string[] = [];
      for (const path of [first, middle, last, middle]) {
        const start = performance.now();
        const sample = { type: 'dataset', split: 'test', index: 3 } as const;
        const { shape } = answered(await ask({ type: 'activations', path: path ?? '', sample }));
        parts.push(`${path} ${shape.join('×')} ${secondsSince(start)} s`);
      }
      console.log(`${id}: ${secondsSince(begun)} s in all; ${parts.join(', ')}`);
    },
    document,
    { ...DATASETS, user },
  );
}

void main();
