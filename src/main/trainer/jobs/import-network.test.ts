import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeModel } from '../../../graph-runtime/exchange/export/onnx/encode-model';
import { ProtobufMessage } from '../../../graph-runtime/exchange/protobuf';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { recurrent, siamese, twoOutputs, unpooled } from '../../../graph-runtime/testing/branched-documents';
import { LABELS_WITH_NUMBERS, numbersBeside } from '../../../graph-runtime/testing/numbers-beside';
import { twoViews } from '../../../graph-runtime/testing/two-views';
import { readPreset } from '../../../graph-runtime/testing/presets';
import { RunControl } from '../prepare/run-control';
import { packTensors } from '../program/weights-file';
import { asFailure } from '../protocol/trainer-failure';
import { importNetwork } from './import-network';
import { compareWithImport } from './testing/compare-with-import';

const folder = mkdtempSync(join(tmpdir(), 'netloom-models-'));
afterAll(() => rmSync(folder, { recursive: true }));
const target = join(folder, 'weights.safetensors');

function written(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

const failureOf = (source: string) =>
  importNetwork({ type: 'import-network', source, target }, new RunControl()).catch((error: unknown) =>
    asFailure(error),
  );

/** A convolution and what it is given, as the app's own exporter writes it. */
function smallModel(): Uint8Array {
  const pieces = encodeModel({
    graph: {
      name: 'small',
      nodes: [
        {
          ...{ name: 'conv', operator: 'Conv', inputs: ['x', 'w'], outputs: ['y'] },
          attributes: { kernel_shape: { kind: 'ints', value: [1, 1] } },
        },
      ],
      initializers: [{ kind: 'constant', name: 'w', type: 'float32', dims: [1, 1, 1, 1], values: [2] }],
      inputs: [{ name: 'x', dims: ['batch', 1, 4, 4] }],
      outputs: [{ name: 'y', dims: ['batch', 1, 4, 4] }],
    },
    ...{ metadata: {}, description: '' },
  });
  return Buffer.concat(pieces.map((piece) => (piece.kind === 'bytes' ? piece.bytes : Buffer.alloc(0))));
}

const hasDropout = ({ document }: NetworkAnalysis) => JSON.stringify(document).includes('"type":"dropout"');

const mainOutputs = ({ document }: NetworkAnalysis) =>
  document.nodes.filter(({ type, parameters }) => type === 'output' && parameters?.auxiliary !== true).length;

describe('an import of networks', () => {
  // All others, and the models that come with the ONNX package: `npm run bench:import-models`.
  for (const id of [
    'lenet',
    'resnet',
    'mobilenet',
    'googlenet',
    'mobilenet-v3-small',
    'vit',
    'cnn-1d',
    'lstm',
  ]) {
    it(`gives ${id} back as it was exported to ONNX`, async () => {
      const { error, sameClasses, count, exported, imported } = await compareWithImport(readPreset(id), 2);
      expect(error).toBeLessThan(2e-5);
      expect(sameClasses).toBe(count);
      expect(imported.cost.trainableParameters).toBe(exported.cost.trainableParameters);
      expect(imported.cost.otherParameters).toBe(exported.cost.otherParameters);
      expect(hasDropout(imported)).toBe(hasDropout(exported));
    });
  }

  for (const document of [siamese(), recurrent(), twoOutputs(), unpooled()]) {
    it(`gives ${document.name} back with what it shares and all outputs`, async () => {
      const { error, exported, imported } = await compareWithImport(document, 2);
      expect(error).toBeLessThan(2e-5);
      expect(imported.cost.trainableParameters).toBe(exported.cost.trainableParameters);
      expect(mainOutputs(imported)).toBe(mainOutputs(exported));
    });
  }

  for (const format of ['onnx', 'keras', 'tfjs'] as const) {
    it(`takes a vector beside an image for the numbers beside an example, from ${format}`, async () => {
      const found = await compareWithImport(numbersBeside(), 4, format, LABELS_WITH_NUMBERS);
      expect(found.error).toBeLessThan(2e-5);
      const inputs = found.imported.document.nodes.filter(({ type }) => type === 'input');
      const byTakes = new Map(inputs.map(({ parameters }) => [parameters?.takes ?? 'example', parameters]));
      expect(byTakes.get('numbers')).toMatchObject({ shape: [2] });
      expect(byTakes.get('example')).toMatchObject({ shape: [8, 6, 3] });
      // The data set standardizes them here: no layer does.
      expect(found.imported.cost.trainableParameters).toBe(found.exported.cost.trainableParameters);
      // TensorFlow.js pads a convolution like PyTorch's in a layer before it.
      const padding = format === 'tfjs' ? 1 : 0;
      expect(found.imported.document.nodes).toHaveLength(found.exported.document.nodes.length + padding);
    });
  }

  for (const format of ['onnx', 'keras'] as const) {
    it(`takes images of other shapes for second images, from ${format}`, async () => {
      const { error, exported, imported } = await compareWithImport(twoViews(), 4, format);
      expect(error).toBeLessThan(2e-5);
      const inputs = imported.document.nodes.filter(({ type }) => type === 'input');
      expect(inputs.map(({ parameters }) => parameters?.takes ?? 'example')).toEqual([
        ...['example', 'second', 'second'],
      ]);
      expect(imported.cost.trainableParameters).toBe(exported.cost.trainableParameters);
    });
  }

  it('refuses what is no network, is cut off or lies about its sizes, and writes nothing', async () => {
    rmSync(target, { force: true });
    const whole = smallModel();
    expect(await failureOf(written('sound.onnx', whole))).toMatchObject({ report: { placeholders: [] } });
    rmSync(target);
    expect(await failureOf(written('text.txt', Buffer.from('no model')))).toMatchObject({
      code: 'model-unsupported',
    });
    const weights = packTensors(
      [{ name: 'w', dtype: 'float32', shape: [1], values: Float32Array.of(1) }],
      {},
    );
    expect(await failureOf(written('w.safetensors', Buffer.concat(weights)))).toMatchObject({
      ...{ code: 'model-is-weights', values: { count: 1 } },
    });
    const fixtures = join(__dirname, '../../exchange/reading/testing/fixtures');
    expect(await failureOf(join(fixtures, 'os-system.pth'))).toMatchObject({
      ...{ code: 'weights-refused', values: { call: 'posix.system' } },
    });
    expect(await failureOf(join(fixtures, 'plain.pth'))).toMatchObject({ code: 'model-is-weights' });
    expect(await failureOf(written('cut.onnx', whole.subarray(0, 60)))).toMatchObject({
      code: 'model-damaged',
    });
    expect(await failureOf(join(folder, 'missing.onnx'))).toMatchObject({ code: 'weights-unreadable' });
    const lying = new ProtobufMessage<never>()
      .integer(1, 2 ** 52)
      .integer(1, 2 ** 52)
      .integer(2, 1)
      .text(8, 'w');
    const graph = new ProtobufMessage<never>().message(5, lying);
    const model = new ProtobufMessage<never>().integer(1, 8).message(7, graph);
    const bytes = Buffer.concat(
      model.pieces.map((piece) => (piece.kind === 'bytes' ? piece.bytes : Buffer.alloc(0))),
    );
    expect(await failureOf(written('lying.onnx', bytes))).toMatchObject({ code: 'model-damaged' });
    expect(existsSync(target)).toBe(false);
  });

  it('reads values that lie beside the model, and none outside of its folder', async () => {
    const modelWith = (location: string) => {
      const entry = (key: string, value: string) => new ProtobufMessage<never>().text(1, key).text(2, value);
      const w = new ProtobufMessage<never>()
        .integer(1, 1)
        .integer(1, 1)
        .integer(1, 1)
        .integer(1, 1)
        .integer(2, 1)
        .text(8, 'w')
        .message(13, entry('location', location))
        .message(13, entry('offset', '4'))
        .integer(14, 1);
      const conv = new ProtobufMessage<never>().text(1, 'x').text(1, 'w').text(2, 'y').text(4, 'Conv');
      const axis = (size: number) => new ProtobufMessage<never>().integer(1, size);
      const shape = [1, 1, 4, 4].reduce(
        (all, size) => all.message(1, axis(size)),
        new ProtobufMessage<never>(),
      );
      const type = new ProtobufMessage<never>().integer(1, 1).message(2, shape);
      const value = (name: string) =>
        new ProtobufMessage<never>().text(1, name).message(2, new ProtobufMessage<never>().message(1, type));
      const graph = new ProtobufMessage<never>()
        .message(1, conv)
        .message(5, w)
        .message(11, value('x'))
        .message(12, value('y'));
      const model = new ProtobufMessage<never>().integer(1, 8).message(7, graph);
      return Buffer.concat(
        model.pieces.map((piece) => (piece.kind === 'bytes' ? piece.bytes : Buffer.alloc(0))),
      );
    };
    writeFileSync(join(folder, 'values.bin'), Buffer.from(new Float32Array([1, 7]).buffer));
    const read = await failureOf(written('external.onnx', modelWith('values.bin')));
    expect(read).toMatchObject({ report: { placeholders: [] } });
    const bytes = readFileSync(target);
    expect(bytes.readFloatLE(bytes.length - 4)).toBe(7);
    expect(await failureOf(written('escape.onnx', modelWith('../values.bin')))).toMatchObject({
      code: 'model-unsupported',
    });
    expect(await failureOf(written('absent.onnx', modelWith('absent.bin')))).toMatchObject({
      code: 'weights-unreadable',
    });
  });
});
