import { WORK_KINDS, type WorkKind } from './op-work';
import type { Work } from './work';

/** What a processor's speed is guessed from before anything was measured on it. */
export interface Processor {
  readonly cores: number;
  /** The widest vector instructions it has. */
  readonly instructions: 'avx512' | 'avx2' | 'sse' | 'neon';
  /** Where it is known to be Intel's: with equal instructions its memory and its products channel by channel are slower than AMD's. */
  readonly isIntel?: boolean;
}

/**
 * Seconds of a core for a unit of each kind of work (multiply-accumulate, byte, op), of an AMD Zen 5 with AVX-512: fitted to the processor time of
 * steps of 14 networks at batches from 8 to 256, see `docs/decisions/0115`.
 */
const CORE_SECONDS: Work = {
  ops: 2.25e-5,
  convolution: 5.3e-12,
  depthwise: 4e-11,
  matrix: 1.2e-11,
  pooling: 2.8e-10,
  normalization: 7.2e-11,
  bytes: 7.8e-11,
};

/** How many times as long products take, those channel by channel, and everything else, which is bound by memory more than by instructions. */
interface Slowness {
  readonly products: number;
  readonly depthwise: number;
  readonly bytes: number;
}

const PRODUCTS: ReadonlySet<WorkKind> = new Set<WorkKind>(['convolution', 'depthwise', 'matrix']);

const SLOWER: Readonly<Record<Processor['instructions'], Slowness>> = {
  avx512: { products: 1, depthwise: 1, bytes: 1 },
  avx2: { products: 2, depthwise: 2, bytes: 1.5 },
  neon: { products: 3, depthwise: 3, bytes: 1.5 },
  sse: { products: 6, depthwise: 6, bytes: 2 },
};

/** Intel's Xeon with AVX-512: fitted to steps of the eight presets, within 17%; see `docs/decisions/0115`. */
const INTEL_AVX512: Slowness = { products: 1.3, depthwise: 7.75, bytes: 1.5 };

function slownessOf({ instructions, isIntel }: Processor): Slowness {
  return isIntel === true && instructions === 'avx512' ? INTEL_AVX512 : SLOWER[instructions];
}

function slownessOfKind(kind: WorkKind): keyof Slowness {
  if (kind === 'depthwise') return 'depthwise';
  return PRODUCTS.has(kind) ? 'products' : 'bytes';
}

/** Memory feeds no more cores than this, whatever there are. */
const CORES_OF_MEMORY = 6;
/** Share of a core's speed that is left when it works together with others. */
const TOGETHER = 0.95;

/** Seconds that a call takes on a processor of which only cores and instructions are known. */
export function genericSeconds(work: Work, processor: Processor): number {
  const { cores } = processor;
  const slowness = slownessOf(processor);
  let seconds = CORE_SECONDS.ops * work.ops;
  for (const kind of WORK_KINDS) {
    const isProduct = PRODUCTS.has(kind);
    const together = Math.min(cores, isProduct ? cores : CORES_OF_MEMORY);
    const factor = slowness[slownessOfKind(kind)] / (together === 1 ? 1 : TOGETHER * together);
    seconds += factor * CORE_SECONDS[kind] * work[kind];
  }
  return seconds;
}

/** How the seconds of a call are divided among the kinds of work: what resembles another call is slowed down by the same. */
export function sharesOf(work: Work): Work {
  const total = CORE_SECONDS.ops * work.ops + sumOf(work);
  const share = (kind: keyof Work) => (CORE_SECONDS[kind] * work[kind]) / total;
  return {
    ops: share('ops'),
    ...Object.fromEntries(WORK_KINDS.map((kind) => [kind, share(kind)])),
  } as Work;
}

function sumOf(work: Work): number {
  return WORK_KINDS.reduce((sum, kind) => sum + CORE_SECONDS[kind] * work[kind], 0);
}
