import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunControl } from '../prepare/run-control';
import { RunFailure } from '../protocol/trainer-failure';
import { importNetwork } from './import-network';
import { importWeights } from './import-weights';
import { fixtureNetwork } from './testing/fixture-network';
import { mutatedArchive } from './testing/mutated-archive';
import { mutatedBytes } from './testing/mutated-bytes';
import { writeSmallModels } from './testing/small-models';

/* Files of strangers, always the same ones; `npm run bench:mutated` reads 10,000 others in the app's processes. */

const MUTATIONS = 80;

let folder: string;
let models: Readonly<Record<string, Uint8Array>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-mutated-'));
  models = await writeSmallModels(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const carryOut = (source: string) =>
  importNetwork({ type: 'import-network', source, target: join(folder, 'w') }, new RunControl());

const fixtures = join(import.meta.dirname, '../../exchange/reading/testing/fixtures');

describe('a file of weights that was changed', () => {
  for (const name of ['strided.pth', 'wrapped.pth', 'legacy.pth']) {
    it(`becomes weights or a failure with words: ${name}`, async () => {
      const sound = readFileSync(join(fixtures, name));
      const source = join(folder, 'mutated.pth');
      const target = join(folder, 'w');
      const unexpected: string[] = [];
      let taken = 0;
      for (let seed = 0; seed < MUTATIONS; seed += 1) {
        const isInside = !name.startsWith('legacy') && seed % 2 === 0;
        writeFileSync(source, isInside ? await mutatedArchive(sound, seed) : mutatedBytes(sound, seed));
        await importWeights(
          { type: 'import-weights', document: fixtureNetwork, source, target },
          new RunControl(),
        ).then(
          () => {
            taken += 1;
          },
          (error: unknown) => {
            if (!(error instanceof RunFailure)) unexpected.push(`${seed}: ${String(error)}`);
          },
        );
      }
      expect(unexpected).toEqual([]);
      // Where none were, the mutations would be too coarse to reach anything.
      expect(taken).toBeGreaterThan(0);
    });
  }
});

describe('a file that was changed', () => {
  it('was a sound one before, in each format', async () => {
    for (const name of Object.keys(models)) {
      expect((await carryOut(join(folder, name)))?.report.placeholders, name).toEqual([]);
    }
  });

  for (const name of ['small.onnx', 'small.h5', 'small.keras', join('tfjs', 'model.json')]) {
    it(`becomes a network or a failure with words: ${name}`, async () => {
      const path = join(folder, name);
      const unexpected: string[] = [];
      for (let seed = 0; seed < MUTATIONS; seed += 1) {
        const bytes = models[name] ?? new Uint8Array();
        // Of an archive every other one with sound checksums: a lie inside of it.
        const isInside = name.endsWith('.keras') && seed % 2 === 0;
        writeFileSync(path, isInside ? await mutatedArchive(bytes, seed) : mutatedBytes(bytes, seed));
        await carryOut(path).catch((error: unknown) => {
          if (!(error instanceof RunFailure)) unexpected.push(`${seed}: ${String(error)}`);
        });
      }
      expect(unexpected).toEqual([]);
    });
  }
});
