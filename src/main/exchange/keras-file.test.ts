import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dataset, File, ready } from 'h5wasm/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exportKeras } from '../../graph-runtime/exchange/export/keras/export-keras';
import { networkToExport } from '../../graph-runtime/exchange/export/network-to-export';
import { analyze } from '../../graph-runtime/infer/analyze';
import { elementCount } from '../../graph-runtime/layers/tensor-type';
import { readPreset } from '../../graph-runtime/testing/presets';
import { openFileTree } from '../data/file-tree/open-file-tree';
import { kerasFilePieces } from './keras-file';
import { npzPieces } from './npz-pieces';
import { valuesOf } from './tensor-values';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-keras-file-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files of an archive, by their names. */
async function filesIn(pieces: AsyncIterable<Uint8Array>): Promise<ReadonlyMap<string, Uint8Array>> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  const path = join(folder, 'archive.zip');
  writeFileSync(path, Buffer.concat(all));
  const tree = await openFileTree(path, { signal: new AbortController().signal });
  const files = new Map<string, Uint8Array>();
  for (const file of tree.files) files.set(file.path, await tree.read(file.path, 1e7));
  await tree.close();
  return files;
}

it('writes a file whose structure and weights can be read back, number by number', async () => {
  const network = networkToExport(analyze(readPreset('lenet')));
  const { model } = exportKeras(network, { document: '{}', weights: 'untrained' });
  const weights = new Map(
    model.datasets.map(({ weight, shape }, at) => [
      weight,
      Float32Array.from({ length: elementCount({ shape }) }, (_, index) => Math.sin(at * 1_000 + index)),
    ]),
  );
  const files = await filesIn(kerasFilePieces(model, valuesOf(weights)));
  expect(Array.from(files.keys()).sort()).toEqual(['config.json', 'metadata.json', 'model.weights.h5']);
  const config = JSON.parse(Buffer.from(files.get('config.json') ?? []).toString('utf8'));
  expect(config.class_name).toBe('Functional');
  expect(config.config.layers.map(({ class_name: name }: { class_name: string }) => name)).toContain('Dense');
  const path = join(folder, 'weights.h5');
  writeFileSync(path, files.get('model.weights.h5') ?? new Uint8Array());
  await ready;
  const file = new File(path, 'r');
  try {
    for (const { path: place, weight, shape } of model.datasets) {
      const dataset = file.get(place) as Dataset;
      expect(dataset.shape, place).toEqual([...shape]);
      expect(Float32Array.from(dataset.value as Float32Array), place).toEqual(weights.get(weight));
    }
    expect(model.datasets.map(({ path: place }) => place)).toContain('layers/dense_1/vars/0');
  } finally {
    file.close();
  }
});

it("writes arrays in NumPy's format", async () => {
  const values = Float32Array.of(1, -2, 3.5, 0, 5, 6);
  const pieces: Uint8Array[] = [];
  for await (const piece of npzPieces([{ name: 'a', values, shape: [2, 3] }])) pieces.push(piece);
  const archive = Buffer.concat(pieces);
  // Stored as it is, after the archive's own header, which names it.
  const start = archive.indexOf('\x93NUMPY', 0, 'latin1');
  expect(archive.toString('latin1', 0, start)).toContain('a.npy');
  const bytes = Uint8Array.from(archive.subarray(start));
  const header = Buffer.from(bytes).toString(
    'latin1',
    10,
    10 + new DataView(bytes.buffer).getUint16(8, true),
  );
  expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \(2, 3\), \} *\n$/);
  expect((10 + header.length) % 64).toBe(0);
  const numbers = new Float32Array(bytes.slice(10 + header.length, 10 + header.length + 24).buffer);
  expect(numbers).toEqual(values);
});
