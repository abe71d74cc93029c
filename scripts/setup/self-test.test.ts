import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WayClosed } from './failure.mjs';
import { engineEnvironment, testEngine } from './self-test.mjs';
import { testLibrary } from './test-library.mjs';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'netloom-self-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Has Node run `code` in the self-test's process before anything else: it stands for a library that behaves in another way. */
function withPreloaded(code: string): Record<string, string> {
  const file = path.join(folder, 'preloaded.cjs');
  writeFileSync(file, code);
  return { NODE_OPTIONS: `--require=${file}` };
}

/** Puts functions of one's own in the place of the binding's, which are `execute` and `read`. */
const withBinding = (functions: string) =>
  withPreloaded(`
    const Module = require('node:module');
    const load = Module._load;
    Module._load = function (request, ...more) {
      const loaded = load.call(this, request, ...more);
      if (request !== '@tensorflow/tfjs-node-gpu') return loaded;
      const backend = loaded.backend();
      const { binding } = backend;
      const execute = binding.executeOp;
      const read = binding.tensorDataSync;
      let convolutions = 0;
      const own = { ${functions} };
      // The binding's own properties cannot be written.
      backend.binding = new Proxy({}, { get: (_, name) => own[name] ?? binding[name] });
      return loaded;
    };
  `);

describe('the self-test', () => {
  it('passes with the engine that is in place', async () => {
    const { tensorflow, capabilities } = await testEngine({});
    expect(tensorflow).toMatch(/^2\.\d+\.\d+$/);
    expect(capabilities.key).toMatch(/^[0-9a-f]{64}$/);
  });

  it('passes without oneDNN, and says what is missing', async () => {
    const here = await testEngine({});
    const there = await testEngine({ NETLOOM_ONEDNN: 'off' });
    expect(there.capabilities.missing).toContain('groupedConvolution');
    // What was found with other settings must not be taken for this.
    expect(there.capabilities.key).not.toBe(here.capabilities.key);
  });

  it.runIf(process.arch === 'x64')('passes without AVX-512, and lacks at most bfloat16', async () => {
    const { capabilities } = await testEngine({ ONEDNN_MAX_CPU_ISA: 'AVX2' });
    // TensorFlow asks the processor, not oneDNN, whether oneDNN has bfloat16. Where AVX-512 is there but not allowed, it is missing;
    // a processor without AVX-512 computes it with TensorFlow's own kernels, which have no groups.
    expect(['groupedBfloat16', 'bfloat16,groupedBfloat16']).toContain(capabilities.missing.join());
  });

  it('passes whatever the user’s settings ask of TensorFlow', async () => {
    const { capabilities } = await testEngine({ TF_ENABLE_ONEDNN_OPTS: '0', TF_NUM_INTRAOP_THREADS: 'x' });
    expect(capabilities.missing).not.toContain('groupedConvolution');
  });

  it('refuses a wrong number in what every network needs', async () => {
    const wrong = withBinding('tensorDataSync: (tensor) => read(tensor).map((value) => value + 0.2),');
    await expect(testEngine(wrong)).rejects.toThrow(/self-test failed in TensorFlow 2\..*is wrong/);
  });

  it('keeps a library that is wrong with oneDNN only, without it', async () => {
    const wrong = withBinding(`
      tensorDataSync: (tensor) =>
        process.env.NETLOOM_ONEDNN === 'off' ? read(tensor) : read(tensor).map((value) => value + 0.2),
    `);
    const { environment, capabilities } = await testLibrary(wrong);
    expect(environment).toEqual({ ...wrong, NETLOOM_ONEDNN: 'off' });
    expect(capabilities.flatMap(({ missing }) => missing)).toContain('groupedConvolution');
  });

  it('drops a library that is wrong with and without oneDNN, with the first reason', async () => {
    const wrong = withBinding('tensorDataSync: (tensor) => read(tensor).map((value) => 2 * value),');
    await expect(testLibrary(wrong)).rejects.toThrow(/self-test failed in TensorFlow 2\..*is wrong/);
  });

  it('refuses what is not even a number', async () => {
    const wrong = withBinding('tensorDataSync: (tensor) => read(tensor).map(() => Number.NaN),');
    await expect(testEngine(wrong)).rejects.toBeInstanceOf(WayClosed);
  });

  it('does without what is wrong or refused only in some networks', async () => {
    // The first gradient is the ordinary convolution's, the second the grouped one's.
    const refusing = withBinding(`
      executeOp: (op, ...more) => {
        if (op === 'Conv2DBackpropInput' && ++convolutions === 2) throw new Error('not supported');
        return execute(op, ...more);
      },
    `);
    const { capabilities } = await testEngine(refusing);
    expect(capabilities.missing).toContain('groupedConvolution');
  });

  it('does without what ends the process as it is tried', async () => {
    const ending = withPreloaded(`
      const write = process.stdout.write.bind(process.stdout);
      process.stdout.write = (text, ...more) => {
        const isWritten = write(text, ...more);
        if (String(text).includes('"trying":"groupedConvolution"')) process.abort();
        return isWritten;
      };
    `);
    const { capabilities } = await testEngine(ending);
    expect(capabilities.missing).toContain('groupedConvolution');
  });

  it('fails, as a way that is closed, when the engine cannot be loaded', async () => {
    // A preloaded library that does not exist is only complained about; an unreadable options file ends Node at once.
    await expect(testEngine({ NODE_OPTIONS: '--require=/nonexistent.cjs' })).rejects.toBeInstanceOf(
      WayClosed,
    );
  });
});

describe('the environment of a process that loads the engine', () => {
  it('has library folders before the ones that are there, once', () => {
    const once = engineEnvironment({ LD_LIBRARY_PATH: '/cuda' }, { LD_LIBRARY_PATH: '/mine' });
    expect(once.LD_LIBRARY_PATH).toBe('/cuda:/mine');
    expect(engineEnvironment({ LD_LIBRARY_PATH: '/cuda' }, once).LD_LIBRARY_PATH).toBe('/cuda:/mine');
  });

  it('has the library’s flags after the user’s own, once', () => {
    const once = engineEnvironment({ XLA_FLAGS: '--dir=/cuda' }, { XLA_FLAGS: '--mine' });
    expect(once.XLA_FLAGS).toBe('--mine --dir=/cuda');
    expect(engineEnvironment({ XLA_FLAGS: '--dir=/cuda' }, once).XLA_FLAGS).toBe('--mine --dir=/cuda');
  });

  it('keeps the user’s own settings otherwise', () => {
    expect(engineEnvironment({ NETLOOM_ONEDNN: 'off' }, { NETLOOM_ONEDNN: 'on' }).NETLOOM_ONEDNN).toBe('on');
  });
});
