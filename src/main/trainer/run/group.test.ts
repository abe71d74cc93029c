import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../contract/contract';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { readNewestCheckpoint } from '../checkpoints/checkpoint-store';
import { asFailure, requireValue } from '../protocol/trainer-failure';
import { withNormalization } from '../testing/with-normalization';
import { canCloseNetwork, inClosedNetwork } from '../testing/closed-network';
import type { GroupProcessPlan } from '../testing/group-process';
import { figuresOf, quickAdam, runTraining, smallNetwork, type Trial } from '../testing/run-training';

const PORT = 24_100;
const ENTRY = join(__dirname, '../testing/group-process.ts');
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-group-'));
  folders.push(folder);
  return folder;
}

interface GroupResult {
  readonly end?: RunEvent;
  readonly events?: readonly RunEvent[];
  readonly failure?: { readonly code: string };
  readonly steps?: readonly (readonly [
    number,
    Trial['steps'] extends ReadonlyMap<number, infer S> ? S : never,
  ])[];
  readonly points?: Trial['points'];
}

type OwnPlan = Partial<Omit<GroupProcessPlan, 'result'>>;

/**
 * Trains in as many processes as the settings have replicas, with the start and the checkpoints that the first one has. Null: it was killed.
 *
 * @param ownPlan what is another in one of them
 */
async function trainTogether(
  document: NetloomDocument,
  { runDirectory, resume, ...trial }: GroupProcessPlan['trial'],
  ownPlan: (rank: number) => OwnPlan = () => ({}),
): Promise<readonly (GroupResult | null)[]> {
  const folder = await newFolder();
  const { replicas = 1 } = document.training;
  const addresses = Array.from({ length: replicas }, (_, rank) => `127.0.0.1:${PORT + rank}`);
  const plans = addresses.map((_, rank): GroupProcessPlan => {
    const own = ownPlan(rank);
    const ofFirst = {
      ...(runDirectory !== undefined && { runDirectory }),
      ...(resume !== undefined && { resume }),
    };
    const group = { rank, addresses };
    return {
      document,
      ...own,
      trial: { ...trial, ...(rank === 0 && ofFirst), ...own.trial, group },
      result: join(folder, `result-${rank}.json`),
    };
  });
  const files = plans.map((_, rank) => join(folder, `plan-${rank}.json`));
  await Promise.all(files.map((file, rank) => writeFile(file, JSON.stringify(plans[rank]))));
  const starts = files.map((file) => `"${process.execPath}" --import tsx "${ENTRY}" "${file}" &`).join(' ');
  const { output } = await inClosedNetwork('sh', ['-c', `${starts} wait`]);
  return Promise.all(
    plans.map(async ({ result, killedAtStep }) => {
      if (killedAtStep !== undefined) return null;
      const text = await readFile(result, 'utf8').catch(() => {
        throw new Error(output);
      });
      const read: GroupResult = JSON.parse(text);
      return read;
    }),
  );
}

async function stateIn(runDirectory: string) {
  const { checkpoint } = requireValue(await readNewestCheckpoint(runDirectory));
  return Object.fromEntries(checkpoint.tensors.map(({ name, values }) => [name, values]));
}

const dividedBy = (document: NetloomDocument, parts: Partial<TrainingSettings>): NetloomDocument => ({
  ...document,
  training: { ...document.training, epochs: 1, ...parts },
});

const lenet = (training: Partial<TrainingSettings>) =>
  dividedBy(readPreset('lenet'), { batchSize: 32, ...training });

const isStatistic = (name: string) => /\/moving(Mean|Variance)$/.test(name);

const normalizedLenet = withNormalization(lenet({}), ['conv1', 'conv2']);
/** The last of its batches is smaller than a group of three. */
const uneven = smallNetwork({ batchSize: 50, epochs: 2 }, { isNormalized: true });

/** Normalizes before its last layers with weights. */
function deepVectors(training: Partial<TrainingSettings>): NetloomDocument {
  const dense = (id: string) => ({ id, type: 'dense', parameters: { units: 10 } });
  const nodes = [
    { id: 'input', type: 'input', parameters: { shape: [28, 28, 1] } },
    { id: 'flatten', type: 'flatten' },
    ...[dense('first'), { id: 'norm', type: 'batchNormalization' }, dense('second'), dense('third')],
    { id: 'output', type: 'output' },
  ];
  const edges = nodes.slice(1).map(({ id }, before) => ({ from: nodes[before]?.id ?? '', to: id }));
  return readDocument({ ...smallNetwork(training), nodes, edges });
}

describe.skipIf(!canCloseNetwork)('a network trained by several processes (needs unshare --net)', () => {
  it.each([
    ['LeNet', lenet({}), 2, 256],
    [
      'a network with dropout, with Adam',
      smallNetwork({ batchSize: 32, epochs: 1, optimizer: quickAdam }),
      2,
      256,
    ],
    [
      'a network with batch normalization',
      smallNetwork({ batchSize: 32, epochs: 1 }, { isNormalized: true }),
      2,
      256,
    ],
    ['ResNet-18', dividedBy(readPreset('resnet'), { batchSize: 8 }), 2, 64],
    ['LeNet in four', lenet({}), 4, 256],
  ])(
    '%s: has losses, weights and slots of as many micro-batches, bit for bit',
    async (_, document, replicas, limit) => {
      const [alone, together] = [await newFolder(), await newFolder()];
      const microBatchSize = document.training.batchSize / replicas;
      const parts = await runTraining(dividedBy(document, { microBatchSize }), {
        limit,
        runDirectory: alone,
      });
      const results = await trainTogether(dividedBy(document, { replicas }), {
        limit,
        runDirectory: together,
      });
      expect(parts.steps.size).toBe(8);
      for (const result of results) {
        expect(result).toMatchObject({ end: { type: 'done' } });
        expect(result?.steps).toEqual([...parts.steps]);
      }
      const [one, other] = [await stateIn(alone), await stateIn(together)];
      expect(Object.keys(other)).toEqual(Object.keys(one));
      for (const [name, values] of Object.entries(other)) {
        if (!isStatistic(name)) expect(values, name).toEqual(one[name]);
      }
    },
  );

  it('has the statistics and evaluations of replicas in one process, also where a batch cannot be divided', async () => {
    const document = smallNetwork({ replicas: 3, batchSize: 50, epochs: 2 }, { isNormalized: true });
    const [alone, together] = [await newFolder(), await newFolder()];
    const one = await runTraining(document, { limit: 152, runDirectory: alone });
    const results = await trainTogether(document, { limit: 152, runDirectory: together });
    for (const result of results) expect(figuresOf(result?.points ?? [])).toEqual(figuresOf(one.points));
    const [first, second] = [await stateIn(alone), await stateIn(together)];
    for (const [name, values] of Object.entries(second)) {
      for (const [place, value] of values.entries()) {
        expect(value).toBeCloseTo(first[name]?.[place] ?? Number.NaN, 6);
      }
    }
  });

  it.each([
    ['LeNet in two', normalizedLenet, 2, 256],
    ['LeNet in four', normalizedLenet, 4, 256],
    ['in parts that differ, and a last batch that is not divided', uneven, 3, 152],
    ['ResNet-18', dividedBy(readPreset('resnet'), { batchSize: 8 }), 2, 24],
  ])(
    '%s: with synchronized batch normalization, has all numbers of replicas in one process, bit for bit',
    async (_, document, replicas, limit) => {
      const synchronized = dividedBy(document, { replicas, batchStatistics: 'synchronized' });
      const [alone, together] = [await newFolder(), await newFolder()];
      const one = await runTraining(synchronized, { limit, runDirectory: alone });
      const results = await trainTogether(synchronized, { limit, runDirectory: together });
      for (const result of results) {
        expect(result).toMatchObject({ end: { type: 'done' } });
        expect(result?.steps).toEqual([...one.steps]);
        expect(figuresOf(result?.points ?? [])).toEqual(figuresOf(one.points));
      }
      expect(await stateIn(together)).toEqual(await stateIn(alone));
    },
  );

  it('ends in all processes for the same reason when the loss of one is not finite while they wait for each other', async () => {
    const document = deepVectors({ replicas: 2, batchSize: 50, batchStatistics: 'synchronized' });
    // The second one's scores are too large after the first step, what it normalizes is not.
    const optimizer = { ...document.training.optimizer, learningRate: 1e16 };
    const results = await trainTogether(document, { limit: 200 }, (rank) =>
      rank === 1 ? { document: dividedBy(document, { optimizer }) } : {},
    );
    for (const result of results)
      expect(result?.failure).toMatchObject({ code: 'loss-not-finite', values: { step: 2 } });
  });

  it('stops in all processes after the same step when one of them is asked to, and is resumed bit for bit', async () => {
    const document = smallNetwork({ replicas: 2, batchSize: 50, epochs: 1 });
    const runDirectory = await newFolder();
    const whole = await runTraining(document, { limit: 500 });
    const stopped = await trainTogether(document, { limit: 500, runDirectory }, (rank) =>
      rank === 1 ? { trial: { limit: 500, stopAtStep: 3 } } : {},
    );
    // What is asked for after a step is known to all after the next one.
    for (const result of stopped) expect(result?.end).toEqual({ type: 'stopped', step: 4 });
    const resumed = await trainTogether(document, { limit: 500, runDirectory, resume: true });
    for (const result of resumed) expect(result?.steps).toEqual([...whole.steps].slice(4));
  });

  it('says that processes have moved apart, and continues everywhere with the state of the first', async () => {
    // One updates its weights by another rate, as processors that round differently would, only more so.
    const document = smallNetwork({ replicas: 2, batchSize: 50, epochs: 2 });
    const optimizer = { ...document.training.optimizer, learningRate: 0.001 };
    const [first, second] = [await newFolder(), await newFolder()];
    const own = { ...document, training: { ...document.training, optimizer } };
    const results = await trainTogether(document, { limit: 200, runDirectory: first }, (rank) =>
      rank === 1 ? { document: own, trial: { limit: 200, runDirectory: second } } : {},
    );
    for (const result of results) {
      expect(result).toMatchObject({ end: { type: 'done' } });
      expect(result?.events?.filter(({ type }) => type === 'warning')).toMatchObject([
        { failure: { code: 'replicas-differed' } },
        { failure: { code: 'replicas-differed' } },
      ]);
    }
    expect(await stateIn(second)).toEqual(await stateIn(first));
  });

  it.each([
    ['', smallNetwork({ replicas: 2, batchSize: 50, epochs: 1 })],
    [
      ' for whose statistics others wait',
      smallNetwork(
        { replicas: 2, batchSize: 50, epochs: 1, batchStatistics: 'synchronized' },
        { isNormalized: true },
      ),
    ],
  ])(
    'ends with a checkpoint when a process is gone%s, from which one process continues bit for bit',
    async (_, document) => {
      const runDirectory = await newFolder();
      const whole = await runTraining(document, { limit: 500 });
      const [first] = await trainTogether(document, { limit: 500, runDirectory }, (rank) =>
        rank === 1 ? { killedAtStep: 4 } : {},
      );
      expect(first?.failure).toMatchObject({ code: 'replica-lost' });
      const continued = await runTraining(document, { limit: 500, runDirectory, resume: true });
      // Whether the first one had the fourth step's sums depends on the moment.
      const steps = [...continued.steps];
      expect(steps.length).toBeGreaterThanOrEqual(6);
      expect(steps).toEqual([...whole.steps].slice(-steps.length));
    },
  );
});

it('is not trained where an address may be reached from the internet', async () => {
  const document = smallNetwork({ replicas: 2, batchSize: 50 });
  const group = { rank: 0, addresses: ['127.0.0.1:24100', '8.8.8.8:24100'] };
  const refused = await runTraining(document, { group }).catch((error: unknown) => asFailure(error));
  expect(refused).toMatchObject({ code: 'group-address-public', values: { address: '8.8.8.8' } });
});
