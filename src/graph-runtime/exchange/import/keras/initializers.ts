import { z } from 'zod';
import type { GivenParameters } from '../network/network-builder';
import type { KerasLayer } from './layer';

/** As Keras writes it: a name, or a class with its numbers, in Keras 3 with its module. */
const schema = z.union([
  z.string(),
  z.object({ class_name: z.string(), config: z.record(z.string(), z.unknown()).nullish() }),
]);

interface Found {
  readonly name: string;
  readonly scale?: number;
  readonly gain?: number;
}

const NAMED: Readonly<Record<string, string>> = {
  ...{ glorotuniform: 'glorotUniform', xavieruniform: 'glorotUniform', glorotnormal: 'glorotNormal' },
  ...{
    heuniform: 'heUniform',
    henormal: 'heNormal',
    lecununiform: 'lecunUniform',
    lecunnormal: 'lecunNormal',
  },
  ...{ zeros: 'zeros', ones: 'ones' },
};

/** Limits of scale and gain. */
const LEAST = 1e-6;
const MOST = 100;

/** What Keras's `VarianceScaling` is at scale 1 (He: 2) by its fan; the gain is the root of what is left. */
const BY_FAN: Readonly<Record<string, readonly [uniform: string, normal: string, scale: number]>> = {
  fan_avg: ['glorotUniform', 'glorotNormal', 1],
  fan_in: ['lecunUniform', 'lecunNormal', 1],
  fan_out: ['heUniformFanOut', 'heNormalFanOut', 2],
};

/**
 * How a kernel starts when the network is trained from scratch, as parameters here; none where Keras's is not known: it then starts as usual.
 *
 * @param argument of Keras: `kernel_initializer`
 * @param parameter here: `kernelInitializer`
 */
export function initializerOf(layer: KerasLayer, argument: string, parameter: string): GivenParameters {
  const parsed = schema.safeParse(layer.source.config[argument]);
  if (!parsed.success) return {};
  const given = typeof parsed.data === 'string' ? { class_name: parsed.data, config: {} } : parsed.data;
  const found = initializerNamed(given.class_name, given.config ?? {});
  if (found === null) return {};
  const { name, scale, gain } = found;
  // What has no place here must not cost the layer its own.
  if ([scale, gain].some((number) => number !== undefined && !(number >= LEAST && number <= MOST))) return {};
  return {
    [parameter]: name,
    ...(scale !== undefined && { [`${parameter}Scale`]: scale }),
    ...(gain !== undefined && { [`${parameter}Gain`]: gain }),
  };
}

function initializerNamed(className: string, config: Readonly<Record<string, unknown>>): Found | null {
  const kind = className.replace(/_|V\d$/g, '').toLowerCase();
  const numberOf = (name: string, otherwise: number) => {
    const value = config[name];
    return typeof value === 'number' && Number.isFinite(value) ? value : otherwise;
  };
  const named = Object.hasOwn(NAMED, kind) ? NAMED[kind] : undefined;
  if (named !== undefined) return { name: named };
  switch (kind) {
    case 'randomnormal':
    case 'truncatednormal': {
      // Normal distributions here have the mean 0.
      if (numberOf('mean', 0) !== 0) return null;
      const name = kind === 'randomnormal' ? 'randomNormal' : 'truncatedNormal';
      return { name, scale: numberOf('stddev', 0.05) };
    }
    case 'randomuniform': {
      const [low, high] = [numberOf('minval', -0.05), numberOf('maxval', 0.05)];
      return low === -high ? { name: 'randomUniform', scale: high } : null;
    }
    case 'variancescaling':
      return varianceScaling(config, numberOf('scale', 1));
    default:
      return null;
  }
}

function varianceScaling(
  { mode, distribution }: Readonly<Record<string, unknown>>,
  scale: number,
): Found | null {
  const fan = typeof mode === 'string' ? mode : 'fan_in';
  const isUniform = distribution === 'uniform';
  // He's by the number of inputs is what Keras has a name for, too.
  if (fan === 'fan_in' && scale === 2) return { name: isUniform ? 'heUniform' : 'heNormal' };
  const known = Object.hasOwn(BY_FAN, fan) ? BY_FAN[fan] : undefined;
  if (known === undefined || distribution === 'untruncated_normal') return null;
  const [uniform, normal, usual] = known;
  const gain = Math.sqrt(scale / usual);
  return { name: isUniform ? uniform : normal, ...(gain !== 1 && { gain }) };
}
