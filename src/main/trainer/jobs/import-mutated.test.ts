import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunControl } from '../prepare/run-control';
import { RunFailure } from '../protocol/trainer-failure';
import { importNetwork } from './import-network';
import { mutatedBytes } from './testing/mutated-bytes';
import { writeSmallModels } from './testing/small-models';

/* Files of strangers: a few hundred of each kind of damage. */

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
        writeFileSync(path, mutatedBytes(models[name] ?? new Uint8Array(), seed));
        await carryOut(path).catch((error: unknown) => {
          if (!(error instanceof RunFailure)) unexpected.push(`${seed}: ${String(error)}`);
        });
      }
      expect(unexpected).toEqual([]);
    });
  }
});
