import { describe, expect, it } from 'vitest';
import { ALL_CAPABILITIES, type Capability } from '../../../graph-runtime/ops/capabilities';
import { hasBfloat16, parseGraphicsCards } from '../engine/graphics-cards';
import { deviceWarnings } from './device-warnings';

const cpu = { kind: 'cpu', name: 'Xeon', cores: 2 } as const;
const [gpu] = parseGraphicsCards('NVIDIA H100, 81559\n\n');
if (gpu === undefined) throw new Error('the card is not read');
const codes = (...parameters: Parameters<typeof deviceWarnings>) =>
  deviceWarnings(...parameters).map(({ code }) => code);

describe('device warnings', () => {
  it('say that the processor replaces a graphics card, unless it was chosen', () => {
    const found = { used: cpu, cards: [gpu], hasBfloat16: true, capabilities: ALL_CAPABILITIES };
    expect(codes({}, found)).toEqual(['gpu-not-used']);
    expect(codes({ device: 'gpu' }, { ...found, cards: [] })).toEqual(['gpu-not-found']);
    expect(codes({ device: 'cpu' }, found)).toEqual([]);
    expect(codes({}, { ...found, cards: [] })).toEqual([]);
    expect(codes({}, { ...found, used: gpu })).toEqual([]);
  });

  it('say that mixed precision does not pay on a processor without bfloat16', () => {
    const found = { used: cpu, cards: [], hasBfloat16: false, capabilities: ALL_CAPABILITIES };
    expect(codes({ precision: 'mixed' }, found)).toEqual(['mixed-precision-slow']);
    expect(codes({ precision: 'mixed' }, { ...found, hasBfloat16: null })).toEqual([]);
    expect(codes({ precision: 'float32' }, found)).toEqual([]);
  });

  it('say that mixed precision is not to be had, and nothing else of it, where the engine has no such products', () => {
    const found = { used: cpu, cards: [], hasBfloat16: false, capabilities: new Set<Capability>() };
    expect(codes({ precision: 'mixed' }, found)).toEqual(['mixed-precision-unavailable']);
    expect(codes({ precision: 'mixed' }, { ...found, used: gpu })).toEqual(['mixed-precision-unavailable']);
    expect(codes({}, found)).toEqual([]);
  });
});

it('reads what the driver and the processor report of themselves', () => {
  expect(gpu).toEqual({ kind: 'gpu', name: 'NVIDIA H100', memoryBytes: 81_559 * 2 ** 20 });
  expect(parseGraphicsCards('')).toEqual([]);
  if (process.platform !== 'linux') return;
  expect(hasBfloat16(() => 'flags : fpu avx512f avx512_bf16 amx_bf16')).toBe(true);
  expect(hasBfloat16(() => 'flags : fpu avx2')).toBe(false);
});
