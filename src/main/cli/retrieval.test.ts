import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { comparedNetwork } from '../../graph-runtime/testing/compared-network';
import { encode, picture, writeTree } from '../data/importing/testing/image-trees';
import { startCli } from './testing/run-cli';

/* A network that compares images on the command line: trained, and its nearest neighbors evaluated. */

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'netloom-retrieval-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const run = (...args: string[]) => startCli(args, { XDG_DATA_HOME: join(home, 'data') }).ended;

it('are printed with what they are compared by, and as JSON with the neighbors of each example', async () => {
  const files = Array.from({ length: 60 }, (_, at) => [
    `${['bags', 'boots', 'coats'][at % 3]}/${at}.png`,
    encode(picture(at, 14, 14)),
  ]);
  writeTree(join(home, 'source'), Object.fromEntries(files));
  const imported = await run('data', 'import', join(home, 'source'), '--json');
  expect(imported.code, imported.stderr).toBe(0);
  const { id } = JSON.parse(imported.stdout.trim().split('\n').at(-1) ?? '{}');
  const document = join(home, 'compares.json');
  const network = comparedNetwork({ tuple: 'triplet', shape: [14, 14, 3], epochs: 1, batchSize: 10 });
  writeFileSync(document, JSON.stringify({ ...network, dataset: { id } }));
  const folder = join(home, 'run');
  const trained = await run('train', document, '--out', folder);
  expect(trained.code, trained.stderr).toBe(0);
  const json = JSON.parse((await run('evaluate', folder, '--json')).stdout);
  const { examples, count, recallAt1, recallAt5, meanAveragePrecision, ...where } = json.retrieval;
  expect(where).toMatchObject({ path: 'example-dense', measure: 'euclidean' });
  expect(examples).toHaveLength(count);
  const classOf = (at: number) => examples[at].class;
  const hits = [...examples.keys()].filter((at) => classOf(examples[at].nearest[0]) === classOf(at));
  expect(hits.length / count).toBeCloseTo(recallAt1, 9);
  expect(recallAt5).toBeGreaterThanOrEqual(recallAt1);
  const { stdout } = await run('evaluate', folder);
  expect(stdout).toContain('nearest neighbors by the euclidean distance of “example-dense”');
  expect(stdout).toContain(
    `recall at 1 ${(100 * recallAt1).toFixed(1)}%, recall at 5 ${(100 * recallAt5).toFixed(1)}%, mean average precision ${(100 * meanAveragePrecision).toFixed(1)}%`,
  );
});
