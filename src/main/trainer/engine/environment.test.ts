import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureText } from '../../../contract/failures';
import { settingWarnings } from '../prepare/setting-warnings';
import { applyEngineEnvironment, findUserSettings } from './environment.mjs';

/** The environment the engine gets where the user has set these. */
function applied(user: NodeJS.ProcessEnv, options?: Parameters<typeof applyEngineEnvironment>[1]) {
  const environment = { ...user };
  return { settings: applyEngineEnvironment(environment, options), environment };
}

describe('the environment of the engine', () => {
  it('has oneDNN’s kernels on every processor', () => {
    expect(applied({}).environment).toMatchObject({
      TF_ENABLE_ONEDNN_OPTS: '1',
      TF_CPP_MIN_LOG_LEVEL: '2',
      TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    });
    expect(applied({}).settings).toEqual([]);
    expect(applied({ NETLOOM_ONEDNN: 'off' }).environment.TF_ENABLE_ONEDNN_OPTS).toBe('0');
  });

  it.each([
    ['TF_ENABLE_ONEDNN_OPTS', '0', 'setting-slow'],
    ['TF_ENABLE_ONEDNN_OPTS', 'False', 'setting-slow'],
    ['TF_DISABLE_MKL', '1', 'setting-slow'],
    ['ONEDNN_DEFAULT_FPMATH_MODE', 'BF16', 'setting-changes-numbers'],
    ['TF_SET_ONEDNN_FPMATH_MODE', 'ANY', 'setting-changes-numbers'],
    ['TF_ONEDNN_ASSUME_FROZEN_WEIGHTS', '1', 'setting-changes-numbers'],
    ['TF_ENABLE_AUTO_MIXED_PRECISION', '1', 'setting-changes-numbers'],
    ['TF_XLA_FLAGS', '--tf_xla_auto_jit=2', 'setting-changes-numbers'],
    ['TF_NUM_INTRAOP_THREADS', 'many', 'setting-invalid'],
    ['TF_NUM_INTEROP_THREADS', '-1', 'setting-invalid'],
    ['TF_NUM_INTRAOP_THREADS', '999999', 'setting-invalid'],
    ['ONEDNN_MAX_CPU_ISA', 'AVX3', 'setting-invalid'],
    ['DNNL_MAX_CPU_ISA', 'fast', 'setting-invalid'],
    ['TF_ENABLE_ZENDNN_OPTS', '1', 'setting-invalid'],
    ['TF_GPU_ALLOCATOR', 'mine', 'setting-invalid'],
  ])('does without %s=%s, and says so', (name, value, code) => {
    const { environment, settings } = applied({ [name]: value });
    expect(environment[name] === value).toBe(false);
    const [warning, ...others] = settingWarnings(settings);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code, values: { settings: `${name}=${value}` } });
    for (const language of ['en', 'zh-Hant'] as const) {
      expect(warning && failureText(warning, language)).toContain(`${name}=${value}`);
    }
  });

  it.each([
    ['TF_ENABLE_ONEDNN_OPTS', '1'],
    ['TF_NUM_INTRAOP_THREADS', '4'],
    ['TF_NUM_INTEROP_THREADS', '0'],
    ['ONEDNN_MAX_CPU_ISA', 'AVX2'],
    ['ONEDNN_MAX_CPU_ISA', 'sse41'],
    ['ONEDNN_MAX_CPU_ISA', 'AVX512_CORE_AMX'],
    ['ONEDNN_DEFAULT_FPMATH_MODE', 'STRICT'],
    ['TF_CPP_MIN_LOG_LEVEL', '0'],
    ['TF_FORCE_GPU_ALLOW_GROWTH', 'false'],
    ['CUDA_VISIBLE_DEVICES', '-1'],
    ['OMP_NUM_THREADS', '1'],
  ])('obeys %s=%s, and names it', (name, value) => {
    const { environment, settings } = applied({ [name]: value });
    expect(environment[name]).toBe(value);
    expect(settings).toEqual([{ name, value, objection: null }]);
    expect(settingWarnings(settings)).toEqual([]);
  });

  it('gives several settings one warning for each reason', () => {
    const { settings } = applied({
      TF_XLA_FLAGS: 'x',
      TF_ENABLE_ONEDNN_OPTS: '0',
      TF_ONEDNN_ASSUME_FROZEN_WEIGHTS: '1',
    });
    expect(settingWarnings(settings).map(({ code, values }) => [code, values.settings])).toEqual([
      ['setting-slow', 'TF_ENABLE_ONEDNN_OPTS=0'],
      ['setting-changes-numbers', 'TF_ONEDNN_ASSUME_FROZEN_WEIGHTS=1, TF_XLA_FLAGS=x'],
    ]);
  });

  it('does not take its own settings for the user’s, in the processes it starts either', () => {
    const { environment } = applied({ TF_CPP_MIN_LOG_LEVEL: '0' }, { opThreads: 'one' });
    expect(environment.TF_NUM_INTRAOP_THREADS).toBe('1');
    const inChild = applied(environment);
    expect(inChild.settings.map(({ name }) => name)).toEqual(['TF_CPP_MIN_LOG_LEVEL']);
    expect(inChild.environment.TF_NUM_INTRAOP_THREADS).toBeUndefined();
    expect(applied({ TF_NUM_INTRAOP_THREADS: '3' }, { opThreads: 'one' }).environment).toMatchObject({
      TF_NUM_INTRAOP_THREADS: '3',
    });
  });

  it('leaves what is other programs’ alone: Terraform’s variables begin with TF_ too, and hold passwords', () => {
    const others = { TF_VAR_password: 'secret', TF_LOG: 'DEBUG', TF_WORKSPACE: 'x', CUDA_HOME: '/usr' };
    expect(findUserSettings(others)).toEqual([]);
    expect(applied(others).environment).toMatchObject(others);
  });

  it('shows no control characters of a value', () => {
    const [warning] = settingWarnings(findUserSettings({ TF_XLA_FLAGS: `a\u001b[31m\n${'b'.repeat(200)}` }));
    expect(warning?.values.settings).toMatch(/^TF_XLA_FLAGS=a\P{C}+…$/u);
  });

  it('is defined once: nothing else of the project sets it', () => {
    const owned =
      /TF_ENABLE_ONEDNN_OPTS|TF_CPP_MIN_LOG_LEVEL|TF_FORCE_GPU_ALLOW_GROWTH|TF_NUM_INTRAOP_THREADS/;
    const setters = ['src', 'scripts', 'bench', 'e2e'].flatMap((folder) =>
      readdirSync(join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((name) => /\.(c|m)?[jt]sx?$/.test(name) && !/\.test\.tsx?$/.test(name))
        .filter((name) => owned.test(readFileSync(join(process.cwd(), name), 'utf8'))),
    );
    expect(setters.sort()).toEqual([
      'src/main/trainer/engine/capability-record.mjs',
      'src/main/trainer/engine/environment.mjs',
      'src/main/trainer/engine/tensorflow.ts',
    ]);
  });
});
