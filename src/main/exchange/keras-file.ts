import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Group } from 'h5wasm/node';
import type { KerasModelFile } from '../../graph-runtime/exchange/export/keras/model-file';
import type { TensorValues } from './tensor-values';
import { zipPieces } from './zip-pieces';

/** The library has 4 MB: it is loaded when there is a file to write. */
const library = () => import('h5wasm/node');

/** `model.keras` in pieces: an archive of its structure and of an HDF5 file with its weights, of which one at a time is in memory. */
export async function* kerasFilePieces(
  model: KerasModelFile,
  values: TensorValues,
): AsyncGenerator<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-keras-'));
  try {
    const weights = join(folder, 'model.weights.h5');
    await writeWeights(weights, model, values);
    yield* zipPieces([
      { name: 'metadata.json', pieces: () => [json(model.metadata)] },
      { name: 'config.json', pieces: () => [json(model.config)] },
      { name: 'model.weights.h5', pieces: () => createReadStream(weights) },
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function json(value: object): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

async function writeWeights(path: string, model: KerasModelFile, values: TensorValues): Promise<void> {
  const { ready, File } = await library();
  // Otherwise it writes what is wrong to the terminal, and answers with a number.
  (await ready).activate_throwing_error_handler();
  const file = new File(path, 'w');
  try {
    for (const { path: group, name } of model.groups) groupAt(file, group).create_attribute('name', name);
    for (const { path: place, shape, weight } of model.datasets) {
      const [, folder = '', name = ''] = /^(.*)\/(\w+)$/.exec(place) ?? [];
      const data = await values.read(weight);
      groupAt(file, folder).create_dataset({ name, data, shape: [...shape], dtype: '<f' });
    }
  } finally {
    file.close();
  }
}

/** The group at a path, which is made where it is not there. */
function groupAt(root: Group, path: string): Group {
  let group = root;
  for (const name of path.split('/')) {
    const found = group.keys().includes(name) ? group.get(name) : null;
    group = found === null ? group.create_group(name) : (found as Group);
  }
  return group;
}
