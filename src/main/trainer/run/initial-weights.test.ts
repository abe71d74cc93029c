import { describe, expect, it } from 'vitest';
import { openProgram, readState, smallNetwork } from '../testing/open-program';

describe('initial weights', () => {
  const kernelOf = async (kernelInitializer: string, numbers: Readonly<Record<string, number>> = {}) => {
    const opened = await openProgram([
      { id: 'input', type: 'input', parameters: { shape: [4, 4, 1] } },
      { id: 'flatten', type: 'flatten' },
      { id: 'wide', type: 'dense', parameters: { units: 2000, kernelInitializer, ...numbers } },
      { id: 'dense', type: 'dense', parameters: { units: 3 } },
      { id: 'output', type: 'output' },
    ]);
    const kernel = readState(opened)['wide/kernel'];
    if (kernel === undefined) throw new Error('no kernel');
    return Array.from(kernel.values);
  };
  const [fanIn, fanOut] = [16, 2000];
  const deviation = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

  it.each([
    ['glorotUniform', Math.sqrt(2 / (fanIn + fanOut)), Math.sqrt(3)],
    ['glorotNormal', Math.sqrt(2 / (fanIn + fanOut)), 2 / 0.8796],
    ['heUniform', Math.sqrt(2 / fanIn), Math.sqrt(3)],
    ['heNormal', Math.sqrt(2 / fanIn), 2 / 0.8796],
    ['heUniformFanOut', Math.sqrt(2 / fanOut), Math.sqrt(3)],
    ['heNormalFanOut', Math.sqrt(2 / fanOut), 2 / 0.8796],
    ['lecunUniform', Math.sqrt(1 / fanIn), Math.sqrt(3)],
    ['lecunNormal', Math.sqrt(1 / fanIn), 2 / 0.8796],
    ['randomUniform', 0.05 / Math.sqrt(3), Math.sqrt(3)],
    ['randomNormal', 0.05, 6],
    ['truncatedNormal', 0.05 * 0.8796, 2 / 0.8796],
  ])('%s has its spread and its bounds', async (initializer, expected, boundInDeviations) => {
    const values = await kernelOf(initializer);
    // 32,000 values: their spread is known to about half a percent.
    expect(deviation(values) / expected).toBeGreaterThan(0.98);
    expect(deviation(values) / expected).toBeLessThan(1.02);
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(expected * boundInDeviations * 1.001);
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) / values.length)).toBeLessThan(
      expected / 40,
    );
  });

  it.each([
    ['heNormal', { kernelInitializerGain: 3 }, 3 * Math.sqrt(2 / fanIn)],
    ['glorotUniform', { kernelInitializerGain: 0.5 }, 0.5 * Math.sqrt(2 / (fanIn + fanOut))],
    ['randomNormal', { kernelInitializerScale: 0.02 }, 0.02],
    ['truncatedNormal', { kernelInitializerScale: 2 }, 2 * 0.8796],
    ['randomUniform', { kernelInitializerScale: 0.3 }, 0.3 / Math.sqrt(3)],
    // A number that the initializer does not have changes nothing.
    ['heNormal', { kernelInitializerScale: 7 }, Math.sqrt(2 / fanIn)],
  ])('%s has the spread that its number %o asks for', async (initializer, numbers, expected) => {
    const spread = deviation(await kernelOf(initializer, numbers));
    expect(spread / expected).toBeGreaterThan(0.98);
    expect(spread / expected).toBeLessThan(1.02);
  });

  it('are constants where that is asked for', async () => {
    expect(new Set(await kernelOf('zeros'))).toEqual(new Set([0]));
    expect(new Set(await kernelOf('ones'))).toEqual(new Set([1]));
  });

  it('depend on the seed, and differ from weight to weight', async () => {
    const [a, b] = [
      readState(await openProgram(smallNetwork, [4, 4, 1], 1)),
      readState(await openProgram(smallNetwork, [4, 4, 1], 2)),
    ];
    expect(a['conv/kernel']).not.toEqual(b['conv/kernel']);
    const again = readState(await openProgram(smallNetwork, [4, 4, 1], 1));
    expect(again).toEqual(a);
  });

  it('do not change when a node is put in before them', async () => {
    const [first, second, third, ...rest] = smallNetwork;
    if (!first || !second || !third) throw new Error('three nodes were expected');
    const longer = [
      first,
      { id: 'extra', type: 'conv2d', parameters: { filters: 1, kernelSize: 1 } },
      second,
      third,
    ];
    const [a, b] = [
      readState(await openProgram(smallNetwork)),
      readState(await openProgram([...longer, ...rest])),
    ];
    expect(b['conv/kernel']).toEqual(a['conv/kernel']);
  });
});
