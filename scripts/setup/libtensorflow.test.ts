import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNeeded, listLibraryWays } from './libtensorflow.mjs';

let cache: string;

beforeEach(() => {
  cache = mkdtempSync(path.join(tmpdir(), 'netloom-ways-'));
});

afterEach(() => rmSync(cache, { recursive: true }));

function kinds(environment: NodeJS.ProcessEnv, driver: string | null = null) {
  return listLibraryWays(cache, { environment, driver }).map((way) => way.kind);
}

describe.runIf(process.platform === 'linux' && process.arch === 'x64')(
  'the ways to a library on x86-64 Linux',
  () => {
    it('begin with the official one where there is no NVIDIA driver', () => {
      expect(kinds({})).toEqual(['official', 'cpu']);
    });

    it('begin with CUDA where there is an NVIDIA driver, and never take the official one', () => {
      expect(kinds({}, '/proc/driver/nvidia/version')).toEqual(['cuda', 'cpu']);
    });

    it('are what the user asks for', () => {
      expect(kinds({ NETLOOM_LIBTENSORFLOW: 'cpu' })).toEqual(['cpu']);
      expect(kinds({ NETLOOM_LIBTENSORFLOW: 'cuda' })).toEqual(['cuda']);
      expect(kinds({ NETLOOM_SETUP: 'registry' })).not.toContain('official');
    });
  },
);

describe('what is unpacked of a wheel', () => {
  it.each([
    'tensorflow/libtensorflow_cc.so.2',
    'tensorflow/include/tensorflow/c/eager/c_api.h',
    'tensorflow/include/xla/tsl/c/tsl_status.h',
    'nvidia/cudnn/lib/libcudnn_engines_precompiled.so.9',
    'nvidia/cuda_nvrtc/lib/libnvrtc-builtins.so.12.9',
    'nvidia/cuda_nvcc/bin/ptxas',
  ])('%s', (name) => expect(isNeeded(name)).toBe(true));

  it.each([
    'tensorflow/python/_pywrap_tensorflow_internal.so',
    'tensorflow/include/Eigen/Core',
    'nvidia/cusolver/lib/libcusolverMg.so.11',
    'nvidia/cuda_nvrtc/lib/libnvrtc.alt.so.12',
    'nvidia/cublas/include/cublas.h',
  ])('not %s', (name) => expect(isNeeded(name)).toBe(false));
});
