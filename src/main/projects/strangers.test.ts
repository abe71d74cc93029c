import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { analyze } from '../../graph-runtime/infer/analyze';
import { readNetworkFile } from './network-file';
import { fuzzFile, readSeeds } from './testing/fuzzed-files';

/** The suite reads so many; the campaign is `NETLOOM_FUZZ_FILES=10000 npx vitest run src/main/projects/strangers.test.ts`. */
const FILES = Number(process.env.NETLOOM_FUZZ_FILES ?? 500);
const FIRST_SEED = Number(process.env.NETLOOM_FUZZ_SEED ?? 1);
/** Processor time, which a busy machine does not lengthen: a slow processor needs a tenth of it for the worst file. */
const HANG_SECONDS = 10;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-strangers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly outcome: 'opened' | 'refused';
  readonly seconds: number;
}

/** All that opening a file does: read, check, expand, infer every shape, and write it as a save would. */
async function openAsTheAppDoes(file: string): Promise<Outcome> {
  const before = process.cpuUsage();
  const read = await readNetworkFile(file);
  if (read.ok) {
    analyze(read.document);
    serializeDocument(read.document);
  }
  const { user, system } = process.cpuUsage(before);
  return { outcome: read.ok ? 'opened' : 'refused', seconds: (user + system) / 1e6 };
}

describe('files from strangers', () => {
  it('end in a network or a refusal, without hanging, without touching anything', async () => {
    const seeds = readSeeds(join(__dirname, '../../../presets'));
    const file = join(folder, 'fuzzed.netloom');
    const counts = { opened: 0, refused: 0 };
    let slowest = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + FILES; seed += 1) {
      writeFileSync(file, fuzzFile(seeds, seed));
      const { outcome, seconds } = await openAsTheAppDoes(file).catch((error: unknown) => {
        throw new Error(`the file of seed ${seed} made it throw`, { cause: error });
      });
      expect(seconds, `processor time of the file of seed ${seed}`).toBeLessThan(HANG_SECONDS);
      counts[outcome] += 1;
      slowest = Math.max(slowest, seconds);
    }
    // Fuzzing that is always refused at the door, or never, tests nothing.
    expect(counts.opened).toBeGreaterThan(FILES / 20);
    expect(counts.refused).toBeGreaterThan(FILES / 20);
    expect(readdirSync(folder)).toEqual(['fuzzed.netloom']);
    expect(Object.prototype).not.toHaveProperty('polluted');
    console.log(`${FILES} fuzzed files: ${JSON.stringify(counts)}, slowest ${Math.round(slowest * 1000)} ms`);
  });

  it.each([
    ['blocks that double at every level', doublingBlocks()],
    ['repeats without end', repeated(1e9)],
    ['repeats up to the limit', repeated(1_000)],
    ['an expression that grows', expression(`=${'9 * '.repeat(60)}9`)],
    ['an expression of brackets', expression(`=${'('.repeat(200)}1${')'.repeat(200)}`)],
    ['code in an expression', expression('=process.exit(1)')],
    [
      'a prototype as a name',
      '{"format":"netloom","version":1,"name":"x","nodes":[],"edges":[],"blocks":{"__proto__":{}}}',
    ],
    ['a tower of brackets', '['.repeat(200_000)],
    ['a number beyond all', '{"format":"netloom","version":1e999}'],
    ['a name beyond all', JSON.stringify({ ...bare(), name: 'x'.repeat(7_000_000) })],
    [
      'more nodes than a network has',
      JSON.stringify({ ...bare(), nodes: Array(300_000).fill({ id: 'a', type: 'relu' }) }),
    ],
  ])('%s: judged within a second', async (_name, content) => {
    const file = join(folder, 'bomb.netloom');
    writeFileSync(file, content);
    const { seconds } = await openAsTheAppDoes(file);
    expect(seconds).toBeLessThan(HANG_SECONDS);
    rmSync(file);
  });

  it('are read where a link leads, and name no other file that could be opened', async () => {
    writeFileSync(join(folder, 'real.netloom'), JSON.stringify(bare()));
    symlinkSync(join(folder, 'real.netloom'), join(folder, 'link.netloom'));
    expect(await readNetworkFile(join(folder, 'link.netloom'))).toMatchObject({ ok: true });
    symlinkSync('loop.netloom', join(folder, 'loop.netloom'));
    expect(await readNetworkFile(join(folder, 'loop.netloom'))).toMatchObject({
      ok: false,
      kind: 'unreadable',
    });
    // The data set of a document is an id of the list that ships, never a path.
    const away = JSON.stringify({ ...bare(), dataset: { id: '../../../../etc' } });
    writeFileSync(join(folder, 'away.netloom'), away);
    const read = await readNetworkFile(join(folder, 'away.netloom'));
    expect(read.ok ? analyze(read.document).isTrainable : false).toBe(false);
  });
});

function bare(): Pick<NetloomDocument, 'format' | 'version' | 'name' | 'nodes' | 'edges'> {
  return { format: 'netloom', version: 2, name: 'x', nodes: [], edges: [] };
}

function doublingBlocks(): string {
  const blocks: Record<string, unknown> = {};
  for (let level = 0; level < 22; level += 1) {
    const type = level === 0 ? 'relu' : `block:b${level - 1}`;
    blocks[`b${level}`] = {
      nodes: [
        { id: 'in', type: 'blockInput' },
        { id: 'a', type },
        { id: 'b', type },
        { id: 'out', type: 'blockOutput' },
      ],
      edges: [
        { from: 'in', to: 'a' },
        { from: 'a', to: 'b' },
        { from: 'b', to: 'out' },
      ],
    };
  }
  return JSON.stringify({
    ...bare(),
    nodes: [
      { id: 'input', type: 'input' },
      { id: 'top', type: 'block:b21' },
    ],
    edges: [{ from: 'input', to: 'top' }],
    blocks,
  });
}

function repeated(repeat: number): string {
  return JSON.stringify({
    ...bare(),
    nodes: [
      { id: 'input', type: 'input' },
      { id: 'many', type: 'relu', repeat },
    ],
    edges: [{ from: 'input', to: 'many' }],
  });
}

function expression(filters: string): string {
  return JSON.stringify({
    ...bare(),
    nodes: [
      { id: 'input', type: 'input' },
      { id: 'conv', type: 'conv2d', parameters: { filters } },
    ],
    edges: [{ from: 'input', to: 'conv' }],
  });
}
