import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { elementCount } from '../../../graph-runtime/layers/tensor-type';
import { readDocument } from '../../../graph-runtime/testing/read-document';
import { digestOf } from '../../files/digest';
import { RunControl } from '../prepare/run-control';
import { packTensors, unpackTensors } from '../program/weights-file';
import { asFailure } from '../protocol/trainer-failure';
import { importWeights } from './import-weights';

const stateDicts: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = JSON.parse(
  readFileSync(join(__dirname, '../../../graph-runtime/exchange/import/testing/state-dicts.json'), 'utf8'),
);
const folder = mkdtempSync(join(tmpdir(), 'netloom-import-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fixtures = join(__dirname, '../../exchange/reading/testing/fixtures');
const target = join(folder, 'imported.safetensors');

const [HEIGHT, WIDTH, CHANNELS, UNITS] = [2, 3, 4, 5];
const chain = ['input', 'conv', 'flatten', 'dropout', 'dense', 'output'];
const document = readDocument({
  ...{ format: 'netloom', version: 2, name: 'Imported' },
  nodes: [
    { id: 'input', type: 'input', parameters: { shape: [HEIGHT, WIDTH, 1] } },
    { id: 'conv', type: 'conv2d', parameters: { filters: CHANNELS, kernelSize: 3, padding: 1 } },
    { id: 'flatten', type: 'flatten' },
    { id: 'dropout', type: 'dropout', parameters: { rate: 0.5 } },
    { id: 'dense', type: 'dense', parameters: { units: UNITS } },
    { id: 'output', type: 'output' },
  ],
  edges: chain.slice(1).map((to, at) => ({ from: chain[at] ?? '', to })),
});

/** Each value says which place of PyTorch's tensor it is from. */
const counted = (name: string, shape: readonly number[], first = 0) => ({
  ...{ name, dtype: 'float32' as const, shape },
  values: Float32Array.from(
    { length: shape.reduce((product, size) => product * size, 1) },
    (_, at) => first + at,
  ),
});
const model = () => [
  counted('conv.weight', [CHANNELS, 1, 3, 3]),
  counted('conv.bias', [CHANNELS]),
  counted('dense.weight', [UNITS, CHANNELS * HEIGHT * WIDTH]),
  counted('dense.bias', [UNITS]),
];

function written(name: string, tensors: Parameters<typeof packTensors>[0]): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat(packTensors(tensors, { format: 'pt' })));
  return path;
}

const carryOut = (source: string, control = new RunControl()) =>
  importWeights({ type: 'import-weights', document, source, target }, control);

const failureOf = (source: string) => carryOut(source).catch((error: unknown) => asFailure(error));

describe('an import of weights', () => {
  it('writes every value where the network has it, and the hash of the file', async () => {
    const report = await carryOut(written('model.safetensors', model()));
    const bytes = readFileSync(target);
    expect(report?.sha256).toBe(digestOf(bytes));
    expect(report).toMatchObject({ format: 'safetensors', missing: [], leftOver: [] });
    const tensors = new Map(unpackTensors(bytes).tensors.map((tensor) => [tensor.name, tensor]));
    const conv = tensors.get('conv/kernel');
    expect(conv?.shape).toEqual([3, 3, 1, CHANNELS]);
    const dense = tensors.get('dense/kernel');
    expect(dense?.shape).toEqual([CHANNELS * HEIGHT * WIDTH, UNITS]);
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      for (let row = 0; row < 3; row += 1) {
        for (let column = 0; column < 3; column += 1) {
          const here = (row * 3 + column) * CHANNELS + channel;
          expect(conv?.values[here]).toBe(channel * 9 + row * 3 + column);
        }
      }
      for (let row = 0; row < HEIGHT; row += 1) {
        for (let column = 0; column < WIDTH; column += 1) {
          for (let unit = 0; unit < UNITS; unit += 1) {
            const here = ((row * WIDTH + column) * CHANNELS + channel) * UNITS + unit;
            const there = unit * CHANNELS * HEIGHT * WIDTH + channel * HEIGHT * WIDTH + row * WIDTH + column;
            expect(dense?.values[here]).toBe(there);
          }
        }
      }
    }
  });

  it('takes what Netloom has written as it is', async () => {
    await carryOut(written('first.safetensors', model()));
    const again = join(folder, 'again.safetensors');
    writeFileSync(again, readFileSync(target));
    const before = readFileSync(target);
    const report = await carryOut(again);
    expect(report).toMatchObject({ format: 'netloom', padded: 0, missing: [] });
    expect(readFileSync(target)).toEqual(before);
  });

  it('refuses by name what wants to be run, is not finite or fits nowhere, and writes nothing', async () => {
    rmSync(target, { force: true });
    const broken = model().map((tensor) =>
      tensor.name === 'dense.bias' ? { ...tensor, values: tensor.values.fill(Number.NaN, 2, 3) } : tensor,
    );
    expect(await failureOf(join(fixtures, 'os-system.pth'))).toMatchObject({
      ...{ code: 'weights-refused', values: { name: 'os-system.pth', call: 'posix.system' } },
    });
    expect(await failureOf(written('nan.safetensors', broken))).toMatchObject({
      ...{ code: 'imported-weights-not-finite', values: { name: 'dense.bias', value: 'NaN' } },
    });
    expect(await failureOf(written('other.safetensors', [counted('x.weight', [2, 2])]))).toMatchObject({
      code: 'weights-do-not-fit',
    });
    const ofResNet = Object.entries(stateDicts['resnet-18'] ?? {})
      .filter(([, shape]) => shape.length > 0)
      .map(([name, shape]) => ({
        ...counted(name, shape),
        values: new Float32Array(elementCount({ shape })),
      }));
    expect(await failureOf(written('resnet.safetensors', ofResNet))).toMatchObject({
      code: 'weights-of-another-network',
      values: { network: 'ResNet-18 (ImageNet)' },
    });
    expect(await failureOf(join(folder, 'missing.pth'))).toMatchObject({ code: 'weights-unreadable' });
    expect(await failureOf(join(fixtures, 'torchscript.pt'))).toMatchObject({
      ...{ code: 'weights-unsupported', values: { what: 'TorchScript' } },
    });
    expect(existsSync(target)).toBe(false);
  });

  it('writes nothing when it is stopped', async () => {
    rmSync(target, { force: true });
    const control = new RunControl();
    control.stop();
    expect(await carryOut(written('stopped.safetensors', model()), control)).toBeNull();
    expect(existsSync(target)).toBe(false);
  });
});
