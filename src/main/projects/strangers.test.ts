import { mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXPANSION_LIMITS } from '../../graph-runtime/blocks/limits';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { analyze } from '../../graph-runtime/infer/analyze';
import { readNetworkFile } from './network-file';
import { fuzzFile, readSeeds } from './testing/fuzzed-files';

/** The suite reads this many; the campaign is `NETLOOM_FUZZ_FILES=10000 npx vitest run src/main/projects/strangers.test.ts`. */
const FILES = Number(process.env.NETLOOM_FUZZ_FILES ?? 500);
const FIRST_SEED = Number(process.env.NETLOOM_FUZZ_SEED ?? 1);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-strangers-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  readonly outcome: 'opened' | 'refused';
  /** What was made of the file: nodes of the flat graph, and diagnostics. */
  readonly nodes: number;
  readonly diagnostics: number;
}

/** All that opening a file does: read, check, expand, infer every shape, and write it as a save would. */
async function openAsTheAppDoes(file: string): Promise<Outcome> {
  const read = await readNetworkFile(file);
  if (!read.ok) return { outcome: 'refused', nodes: 0, diagnostics: 0 };
  const { graph, diagnostics } = analyze(read.document);
  serializeDocument(read.document);
  return { outcome: 'opened', nodes: graph.nodes.length, diagnostics: diagnostics.length };
}

/** A file must not make more work than the limits of an expansion allow, however it is written. One that hangs meets the test's time limit. */
function expectBoundedWork({ nodes, diagnostics }: Outcome, name: string): void {
  expect(nodes, `nodes of ${name}`).toBeLessThanOrEqual(EXPANSION_LIMITS.flatNodes);
  // Those of reading, of expanding and of the training settings are limited one by one.
  expect(diagnostics, `diagnostics of ${name}`).toBeLessThanOrEqual(3 * EXPANSION_LIMITS.diagnostics);
}

describe('files from strangers', () => {
  it('end in a network or a refusal, without hanging, without touching anything', async () => {
    const seeds = readSeeds(join(__dirname, '../../../presets'));
    const file = join(folder, 'fuzzed.netloom');
    const counts = { opened: 0, refused: 0 };
    for (let seed = FIRST_SEED; seed < FIRST_SEED + FILES; seed += 1) {
      writeFileSync(file, fuzzFile(seeds, seed));
      const opened = await openAsTheAppDoes(file).catch((error: unknown) => {
        throw new Error(`the file of seed ${seed} made it throw`, { cause: error });
      });
      expectBoundedWork(opened, `the file of seed ${seed}`);
      counts[opened.outcome] += 1;
    }
    // Fuzzing that is always refused at the door, or never, tests nothing.
    expect(counts.opened).toBeGreaterThan(FILES / 20);
    expect(counts.refused).toBeGreaterThan(FILES / 20);
    expect(readdirSync(folder)).toEqual(['fuzzed.netloom']);
    expect(Object.prototype).not.toHaveProperty('polluted');
    console.log(`${FILES} fuzzed files: ${JSON.stringify(counts)}`);
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
  ])('%s: read in bounded work', async (name, content) => {
    const file = join(folder, 'bomb.netloom');
    writeFileSync(file, content);
    expectBoundedWork(await openAsTheAppDoes(file), name);
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
