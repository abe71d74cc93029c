import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SourceProblemError } from '../../data/file-tree/source-problem-error';
import { openWeights } from './open-weights';

/** Written by PyTorch: `testing/make_fixtures.py`. */
const fixtures = join(import.meta.dirname, 'testing', 'fixtures');
const expected = z
  .record(
    z.string(),
    z.record(z.string(), z.object({ shape: z.array(z.number()), values: z.array(z.number()) })),
  )
  .parse(JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8')));
const folder = mkdtempSync(join(tmpdir(), 'netloom-weights-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function contentOf(path: string) {
  const source = await openWeights(path);
  try {
    const values: Record<string, { shape: readonly number[]; values: number[] }> = {};
    for (const weight of source.weights) {
      values[weight.name] = { shape: weight.shape, values: Array.from(await source.read(weight)) };
    }
    return { format: source.format, values };
  } finally {
    source.close();
  }
}

/** The reason for which a file is refused, when it is opened or read; null: it is not. */
async function refusalOf(path: string): Promise<string | null> {
  try {
    await contentOf(path);
    return null;
  } catch (error) {
    if (error instanceof SourceProblemError)
      return `${error.problem.reason} ${error.problem.detail ?? ''}`.trim();
    throw error;
  }
}

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe('a file of PyTorch', () => {
  it.each(Object.keys(expected))(
    '%s: every tensor in the order of its shape, wherever its values lie',
    async (name) => {
      const { values, format } = await contentOf(join(fixtures, name));
      expect(format).toBe(name.startsWith('legacy') ? 'pytorch-legacy' : 'pytorch');
      expect(values).toEqual(expected[name]);
    },
  );

  it.each([
    ['os-system.pth', 'pickle-refused posix.system'],
    ['eval-legacy.pth', 'pickle-refused __builtin__.eval'],
    ['whole-module.pth', 'pickle-refused torch.nn.modules.linear.Linear'],
  ])('%s is refused by the name of what it wants to call, and nothing is run', async (name, refusal) => {
    rmSync('/tmp/netloom-was-run', { force: true });
    expect(await refusalOf(join(fixtures, name))).toBe(refusal);
    expect(existsSync('/tmp/netloom-was-run')).toBe(false);
  });

  it.each([
    ['torchscript.pt', 'unsupported-array TorchScript'],
    ['plain-pickle.pkl', 'unsupported-array pickle'],
  ])('%s is named as what it is', async (name, refusal) => {
    expect(await refusalOf(join(fixtures, name))).toBe(refusal);
  });

  it('is refused, and nothing else happens, wherever it is cut or a byte of it is another', async () => {
    for (const name of ['strided.pth', 'legacy.pth', 'wrapped.pth', 'half.pth']) {
      const whole = readFileSync(join(fixtures, name));
      for (let at = 0; at < whole.length; at += 23) {
        const other = Uint8Array.from(whole);
        other[at] = (other[at] ?? 0) ^ 0xff;
        for (const bytes of [whole.subarray(0, at), other]) {
          const path = written('mutated.pth', bytes);
          // Values may be others; what may not be is another error, or a file that never ends.
          await refusalOf(path);
        }
      }
    }
  });
});

/** A safetensors file with this header. */
function safetensors(header: object | string, values: Uint8Array, length?: bigint): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(length ?? BigInt(json.length));
  return Buffer.concat([head, json, values]);
}

describe('a safetensors file', () => {
  const entry = (dtype: string, shape: readonly number[], begin: number, end: number) => ({
    ...{ dtype, shape },
    data_offsets: [begin, end],
  });

  it('gives float32 of every type of number', async () => {
    const values = Buffer.alloc(18);
    values.writeFloatLE(1.5, 0);
    values.writeUInt16LE(0x3e00, 4);
    values.writeUInt16LE(0x3fc0, 6);
    values.writeDoubleLE(-0.25, 8);
    values.writeInt8(-3, 16);
    values.writeUInt8(200, 17);
    const header = {
      __metadata__: { format: 'pt' },
      a: entry('F32', [1], 0, 4),
      b: entry('F16', [1], 4, 6),
      c: entry('BF16', [1, 1], 6, 8),
      d: entry('F64', [], 8, 16),
      e: entry('I8', [1], 16, 17),
      f: entry('U8', [1], 17, 18),
    };
    const { values: found, format } = await contentOf(
      written('types.safetensors', safetensors(header, values)),
    );
    expect(format).toBe('safetensors');
    expect(Object.values(found).map((tensor) => tensor.values)).toEqual([
      [1.5],
      [1.5],
      [1.5],
      [-0.25],
      [-3],
      [200],
    ]);
    expect(found.c?.shape).toEqual([1, 1]);
  });

  it('is known as Netloom’s own by what it says', async () => {
    const header = { __metadata__: { format: 'netloom' }, a: entry('F32', [1], 0, 4) };
    expect((await contentOf(written('own', safetensors(header, Buffer.alloc(4))))).format).toBe('netloom');
  });

  it.each<[string, Uint8Array, string]>([
    ['a header of 2^60 bytes', safetensors({}, Buffer.alloc(0), 2n ** 60n), 'its header is cut off'],
    ['a header that is no JSON', safetensors('{"a": ', Buffer.alloc(0)), 'its header cannot be read'],
    ['values after the end', safetensors({ a: entry('F32', [2], 0, 8) }, Buffer.alloc(4)), 'it is cut off'],
    [
      'a shape of other values',
      safetensors({ a: entry('F32', [3], 0, 8) }, Buffer.alloc(8)),
      'do not fit its shape',
    ],
    [
      'a shape whose product overflows',
      safetensors({ a: entry('F32', [2 ** 31, 2 ** 31, 2 ** 31], 0, 8) }, Buffer.alloc(8)),
      'do not fit its shape',
    ],
    [
      'sizes below 0',
      safetensors({ a: entry('F32', [-1, -2], 0, 8) }, Buffer.alloc(8)),
      'its header cannot be read',
    ],
  ])('with %s is refused', async (_what, bytes, reason) => {
    expect(await refusalOf(written('lie.safetensors', bytes))).toContain(reason);
  });

  it('with numbers of a kind that nobody knows names it', async () => {
    const bytes = safetensors({ a: entry('F4', [2], 0, 1) }, Buffer.alloc(1));
    expect(await refusalOf(written('kind.safetensors', bytes))).toBe('unsupported-array a: F4');
  });
});

it('is no file of weights: said of anything else', async () => {
  expect(await refusalOf(written('text', Buffer.from('hello, world')))).toBe('unsupported-array no weights');
  expect(await refusalOf(written('empty', Buffer.alloc(0)))).toBe('unsupported-array no weights');
});
