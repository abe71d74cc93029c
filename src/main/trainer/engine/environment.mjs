/**
 * The environment of a process that loads the engine, defined once. libtensorflow reads it while it is loaded. Plain JavaScript, because
 * the set-up's self-test imports it before any npm package is there. Which settings are obeyed and why: docs/decisions/0001.
 */

/**
 * Why a setting of the user's is not obeyed: training would be several times slower, its numbers would change, or the engine cannot use
 * the value.
 * @typedef {'slow' | 'numbers' | 'invalid'} Objection
 *
 * @typedef {object} UserSetting an environment variable of the user's that the engine reads
 * @property {string} name
 * @property {string} value
 * @property {Objection | null} objection null: it is obeyed
 *
 * @typedef {(value: string) => boolean} Accepts whether a value can be obeyed
 *
 * @typedef {object} Rule
 * @property {readonly string[]} names
 * @property {Accepts} accepts
 * @property {Objection} objection to all other values
 */

/** Names that this process was given by another one of Netloom's, and not by the user. */
const INHERITED = 'NETLOOM_ENGINE_SETTINGS';

const instructionSets =
  /^(DEFAULT|ALL|SSE41|AVX|AVX2|AVX2_VNNI(_2)?|AVX512_CORE(_VNNI|_BF16|_FP16|_AMX|_AMX_FP16)?|AVX10_[12](_\d+)?(_AMX(_[12]|_FP16)?)?)$/i;

/** @type {Accepts} */
const isOn = (value) => /^(1|true)$/i.test(value);
/** @type {Accepts} */
const isOff = (value) => /^(0|false)$/i.test(value);
/** 0: as many as there are cores. @type {Accepts} */
const isThreadCount = (value) => /^\d{1,4}$/.test(value) && Number(value) <= 1024;
/** @type {Accepts} */
const never = () => false;

/** What the engine cannot live with. @type {readonly Rule[]} */
const rules = [
  { names: ['TF_ENABLE_ONEDNN_OPTS'], accepts: isOn, objection: 'slow' },
  { names: ['TF_DISABLE_MKL'], accepts: isOff, objection: 'slow' },
  {
    names: ['TF_SET_ONEDNN_FPMATH_MODE', 'ONEDNN_DEFAULT_FPMATH_MODE', 'DNNL_DEFAULT_FPMATH_MODE'],
    accepts: (value) => /^strict$/i.test(value),
    objection: 'numbers',
  },
  {
    names: [
      'TF_ONEDNN_ASSUME_FROZEN_WEIGHTS',
      'TF_ENABLE_AUTO_MIXED_PRECISION',
      'TF_ENABLE_AUTO_MIXED_PRECISION_GRAPH_REWRITE',
      'TF_CONV2D_USE_FP16_ACCUMULATE',
    ],
    accepts: isOff,
    objection: 'numbers',
  },
  { names: ['TF_XLA_FLAGS'], accepts: never, objection: 'numbers' },
  {
    names: ['TF_NUM_INTRAOP_THREADS', 'TF_NUM_INTEROP_THREADS'],
    accepts: isThreadCount,
    objection: 'invalid',
  },
  {
    names: ['ONEDNN_MAX_CPU_ISA', 'DNNL_MAX_CPU_ISA'],
    accepts: (value) => instructionSets.test(value),
    objection: 'invalid',
  },
  // It makes TensorFlow build ops for AMD's plug-in, which this library does not load.
  { names: ['TF_ENABLE_ZENDNN_OPTS'], accepts: isOff, objection: 'invalid' },
  {
    names: ['TF_FORCE_GPU_ALLOW_GROWTH', 'TF_ONEDNN_USE_SYSTEM_ALLOCATOR'],
    accepts: (value) => isOn(value) || isOff(value),
    objection: 'invalid',
  },
  {
    names: ['TF_GPU_ALLOCATOR'],
    accepts: (value) => /^cuda_malloc(_async)?$/.test(value),
    objection: 'invalid',
  },
];

/**
 * Settings that do no harm, whatever their value; `doctor` names them. A list and no prefix: `TF_` is Terraform's as well, whose
 * variables hold passwords.
 */
const harmless = [
  ...['TF_CPP_MIN_LOG_LEVEL', 'TF_CPP_MAX_VLOG_LEVEL', 'TF_CPP_VMODULE', 'TF_DUMP_GRAPH_PREFIX'],
  ...['TF_DETERMINISTIC_OPS', 'TF_CUDNN_DETERMINISTIC', 'TF_CUDNN_USE_AUTOTUNE', 'TF_USE_CUBLASLT'],
  ...['TF_ONEDNN_THREADPOOL_USE_CALLER_THREAD', 'TF_MKL_ALLOC_MAX_BYTES', 'TF_CPU_ALLOCATOR_USE_BFC'],
  ...['TF_CPU_BFC_MEM_LIMIT_IN_MB', 'TF_PER_DEVICE_MEMORY_LIMIT_MB', 'TF_FORCE_UNIFIED_MEMORY'],
  ...['TF_GPU_THREAD_MODE', 'TF_GPU_THREAD_COUNT', 'TF_OVERRIDE_GLOBAL_THREADPOOL'],
  ...['ONEDNN_VERBOSE', 'DNNL_VERBOSE', 'ONEDNN_CPU_ISA_HINTS', 'ONEDNN_PRIMITIVE_CACHE_CAPACITY'],
  ...['OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'KMP_AFFINITY', 'KMP_BLOCKTIME', 'XLA_FLAGS'],
  ...['CUDA_VISIBLE_DEVICES', 'CUDA_DEVICE_ORDER', 'CUDA_LAUNCH_BLOCKING', 'CUDA_MODULE_LOADING'],
  ...['NVIDIA_TF32_OVERRIDE', 'NETLOOM_ONEDNN'],
];

/**
 * Makes `environment` the engine's: removes what the engine cannot live with, and adds Netloom's own settings where the user has none.
 *
 * @param {NodeJS.ProcessEnv} environment is changed
 * @param {{ opThreads?: 'all' | 'one' }} [options] `one`: each op runs on one thread, unless the user has chosen a number
 * @returns {readonly UserSetting[]} what the user has set
 */
export function applyEngineEnvironment(environment, { opThreads = 'all' } = {}) {
  for (const name of (environment[INHERITED] ?? '').split(',')) delete environment[name];
  const found = findUserSettings(environment);
  for (const { name, objection } of found) if (objection !== null) delete environment[name];
  /** @type {Readonly<Record<string, string>>} */
  const own = {
    ...(opThreads === 'one' && { TF_NUM_INTRAOP_THREADS: '1' }),
    // Warnings of the library are for its developers; errors still appear, on stderr.
    TF_CPP_MIN_LOG_LEVEL: '2',
    // TensorFlow itself turns oneDNN's kernels on only where the processor has VNNI: without them, training takes several times as long.
    TF_ENABLE_ONEDNN_OPTS: usesOneDnn(environment) ? '1' : '0',
    // Without it, the first session takes all memory of the GPU.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
  };
  const added = Object.keys(own).filter((name) => !environment[name]);
  for (const name of added) environment[name] = own[name];
  // The processes this one starts must not take Netloom's settings for the user's.
  environment[INHERITED] = added.join(',');
  return found;
}

/**
 * The user's settings that concern the engine, and whether each is obeyed. Empty ones count as not set.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {readonly UserSetting[]}
 */
export function findUserSettings(environment) {
  const inherited = (environment[INHERITED] ?? '').split(',');
  const settings = [
    ...rules.flatMap(({ names, accepts, objection }) =>
      names.map((name) => ({ name, objection: accepts(environment[name] ?? '') ? null : objection })),
    ),
    ...harmless.map((name) => ({ name, objection: null })),
  ];
  return settings.flatMap(({ name, objection }) => {
    const value = environment[name];
    return value === undefined || value.trim() === '' || inherited.includes(name)
      ? []
      : [{ name, value, objection }];
  });
}

/** Whether oneDNN's kernels are wanted: yes, unless Netloom's own variable says otherwise. @param {NodeJS.ProcessEnv} environment */
export function usesOneDnn(environment) {
  return !/^(0|off|false)$/i.test(environment.NETLOOM_ONEDNN ?? '');
}
