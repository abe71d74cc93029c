import { mkdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serializeDocument } from '../../src/graph-runtime/document/serialize';
import { writePackage } from '../../src/main/packages/pack';
import { fixtureNetwork } from '../../src/main/trainer/jobs/testing/fixture-network';
import { writeSmallModels } from '../../src/main/trainer/jobs/testing/small-models';
import { packTensors } from '../../src/main/trainer/program/weights-file';

/** Who reads a file. */
export type Reading = 'network' | 'weights' | 'package';

/** A sound file that mutations begin with. */
export interface Sample {
  readonly format: string;
  readonly reading: Reading;
  /** Of the file that is changed, in the folder. */
  readonly name: string;
  /** Of the file that is read: another one where a model is several files. */
  readonly opened: string;
  readonly bytes: Uint8Array;
  readonly isArchive: boolean;
}

const FIXTURES = join(__dirname, '../../src/main/exchange/reading/testing/fixtures');

/** A sound file in each format that is opened from elsewhere. */
export async function writeSamples(folder: string): Promise<readonly Sample[]> {
  const models = Object.entries(await writeSmallModels(folder)).map(
    ([name, bytes]): Sample => ({
      ...{ format: name.split('.').at(-1) ?? '', reading: 'network', name, opened: name, bytes },
      isArchive: name.endsWith('.keras'),
    }),
  );
  const description = models.find(({ name }) => name.endsWith('json'));
  const bins = description === undefined ? [] : weightFiles(folder, description);
  const torch = ['plain.pth', 'strided.pth', 'wrapped.pth', 'legacy.pth'].map((name): Sample => {
    const isArchive = !name.startsWith('legacy');
    const bytes = readFileSync(join(FIXTURES, name));
    return {
      format: isArchive ? 'pth' : 'pth-legacy',
      reading: 'weights',
      name,
      opened: name,
      bytes,
      isArchive,
    };
  });
  const others = { isArchive: false, reading: 'weights' } as const;
  const tensors = Buffer.concat(packTensors(weights(), { format: 'pt' }));
  await writePackage(join(folder, 'it.netloom'), await packageOf(folder));
  return [
    ...models,
    ...bins,
    ...torch,
    {
      ...others,
      format: 'safetensors',
      name: 'some.safetensors',
      opened: 'some.safetensors',
      bytes: tensors,
    },
    {
      ...{ format: 'netloom', reading: 'package', name: 'it.netloom', opened: 'it.netloom', isArchive: true },
      bytes: readFileSync(join(folder, 'it.netloom')),
    },
  ];
}

/** The files of numbers beside a description. */
function weightFiles(folder: string, { name, bytes }: Sample): readonly Sample[] {
  const paths = /"paths":\s*\[\s*"([^"]+)"/.exec(Buffer.from(bytes).toString('utf8'));
  const file = join(name, '..', paths?.[1] ?? '');
  return [
    {
      ...{ format: 'bin', reading: 'network', name: file, opened: name, isArchive: false },
      bytes: readFileSync(join(folder, file)),
    },
  ];
}

function weights() {
  const counted = (name: string, shape: readonly number[]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const values = Float32Array.from({ length }, (_, at) => at / 10);
    return { name, dtype: 'float32' as const, shape, values };
  };
  return [counted('conv.weight', [2, 3, 2, 2]), counted('conv.bias', [2])];
}

async function packageOf(folder: string) {
  const run = join(folder, 'run');
  mkdirSync(run);
  const summary = {
    ...{
      runId: 'run-a-1',
      name: 'My run',
      label: null,
      isStarred: true,
      notes: 'Learns.',
      datasetHash: 'abc',
    },
    ...{ appVersion: '1', startedAt: 1_700_000_000_000, endedAt: 1_700_000_100_000, seconds: 2 },
    ...{ phase: 'stopped', step: 10, failure: null, findings: [] },
  };
  await writeFile(join(run, 'record.json'), JSON.stringify({ summary, isDeleted: false }));
  await writeFile(join(run, 'document.json'), serializeDocument(fixtureNetwork));
  const point = { step: 5, epoch: 0.5, loss: 2, accuracy: 0.5 };
  const event = { type: 'step', points: [point], examplesPerSecond: 1, secondsLeft: 1 };
  await writeFile(join(run, 'events.jsonl'), `${JSON.stringify(event)}\n`);
  return {
    ...{ document: serializeDocument(fixtureNetwork), documentName: 'N', notes: 'For you', hasWeights: true },
    ...{ runs: [{ folder: run, name: 'My run', results: '<svg/>' }], appVersion: '1', now: 5 },
  };
}
