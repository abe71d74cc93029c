import { describe, expect, it } from 'vitest';
import { cureOf, describeCure, describeFinding, examine } from '../../../graph-runtime/run-health/examine';
import { findingRules } from '../../../graph-runtime/run-health/registry';
import { withSettingAt } from '../../../graph-runtime/settings/change';
import { LANGUAGES } from '../../../graph-runtime/text/text';
import { moments, observeRun } from '../testing/observe-run';
import { healthyNetwork, preset, sickNetworks } from '../testing/sick-networks';

/** Examples trained on, where it is not all of them. */
const LIMIT = 4_000;

/** LeNet with as many steps an epoch as its preset has, in batches of a quarter of the size: the same story for a quarter of the work. */
const QUARTER = { limit: 15_000 };

/** Trains a network for real and answers what the health check finds. */
async function found(...run: Parameters<typeof observeRun>) {
  const findings = examine(await observeRun(...run));
  for (const finding of findings) {
    for (const language of LANGUAGES) {
      const { title, evidence, advice } = describeFinding(finding, language);
      // Every place for a value is filled with one that says something.
      expect(`${title} ${evidence} ${advice}`).not.toMatch(/[{}]|NaN|undefined/);
    }
  }
  return findings;
}

const codes = (findings: Awaited<ReturnType<typeof found>>) => findings.map(({ code }) => code);

describe('the health check', () => {
  it('knows a network of sigmoids whose early layers do not learn, and names them', async () => {
    const findings = await found(sickNetworks['vanishing-gradients'], { limit: LIMIT });
    expect(codes(findings)).toEqual(['vanishing-gradients', 'chance-level']);
    expect(findings[0]?.paths.slice(0, 3)).toEqual(['dense1', 'dense2', 'dense3']);
    expect(findings[0]?.paths).not.toContain('scores');
  });

  it('knows gradients that grow from layer to layer', async () => {
    const findings = await found(sickNetworks['exploding-gradients'], { limit: LIMIT });
    expect(codes(findings)).toContain('exploding-gradients');
    expect(findings[0]?.paths).toContain('dense1');
  });

  it('knows ReLUs that a rate far too high has killed', async () => {
    const findings = await found(sickNetworks['dead-units'], { limit: LIMIT });
    expect(codes(findings)).toContain('dead-units');
    expect(codes(findings)).toContain('chance-level');
    expect(findings.find(({ code }) => code === 'dead-units')?.paths).toEqual(['relu1', 'relu2']);
  });

  it('knows a loss that is no number any more', async () => {
    expect(codes(await found(sickNetworks['rate-too-high'], { limit: LIMIT }))).toContain('rate-too-high');
  });

  it('knows a network that guesses', async () => {
    expect(codes(await found(sickNetworks['chance-level'], { limit: LIMIT }))).toContain('chance-level');
  });

  it('knows a network that memorizes its examples', async () => {
    expect(codes(await found(sickNetworks.overfitting, { limit: 300 }))).toEqual(['overfitting']);
  });

  it('knows a rate that is too low', async () => {
    expect(codes(await found(sickNetworks['rate-too-low'], { limit: LIMIT }))).toContain('rate-too-low');
  });

  it('knows LeNet with ReLUs and the rate of its sigmoids, within the first epoch, and what to try', async () => {
    const runs = [];
    for (const seed of [1, 2, 3]) {
      const lenet = preset('lenet', { batchSize: 64, epochs: 1, seed });
      const nodes = lenet.nodes.map((node) => (node.type === 'sigmoid' ? { ...node, type: 'relu' } : node));
      runs.push(await observeRun({ ...lenet, nodes }, QUARTER));
    }
    // By chance one of them may survive; the others are reported.
    const lost = runs.filter(({ epochs }) => (epochs[0]?.trainAccuracy ?? 0) < 0.15);
    expect(lost).not.toEqual([]);
    for (const run of lost) {
      const [first] = examine(run);
      expect(['rate-too-high', 'dead-units']).toContain(first?.code);
      expect(first && cureOf(first, run.settings)).toMatchObject({
        path: 'optimizer.learningRate',
        value: 0.09,
      });
    }
  });

  it('offers only fixes that the settings accept, in words', async () => {
    for (const rule of findingRules) {
      const finding = { code: rule.code, severity: rule.severity, paths: [], values: {} };
      for (const settings of [healthyNetwork().training, preset('alexnet').training]) {
        const cure = cureOf(finding, settings);
        if (cure === null) continue;
        expect(withSettingAt(settings, cure.path, cure.value)).not.toBeNull();
        expect(withSettingAt(settings, cure.path, cure.value)).not.toEqual(settings);
        for (const language of LANGUAGES) expect(describeCure(cure, language)).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  it('finds nothing in networks that learn, at no moment of their run', async () => {
    const small = await observeRun(healthyNetwork(), { limit: LIMIT });
    expect(moments(small).flatMap(examine)).toEqual([]);
    // Sigmoids shrink its early gradients, and it is at chance for an epoch: that is how it is.
    const lenet = await observeRun(preset('lenet', { epochs: 3 }), {});
    expect(moments(lenet).flatMap(examine)).toEqual([]);
    expect(lenet.epochs[2]?.trainAccuracy).toBeGreaterThan(0.6);
  });

  it('does not take a test loss that jumps for overfitting, nor a few bad epochs', () => {
    const settings = healthyNetwork().training;
    const found = (losses: readonly (readonly [train: number, test: number])[]) =>
      losses.flatMap((_, last) => {
        const epochs = losses.slice(0, last + 1).map(([trainLoss, testLoss], at) => ({
          epoch: at + 1,
          trainLoss,
          trainAccuracy: 0.9,
          testLoss,
        }));
        return examine({ settings, classCount: 10, points: [], epochs, health: [] });
      });
    // LeNet with batch normalization at a rate of 1, a healthy run.
    const train = [0.724, 0.468, 0.402, 0.36, 0.333, 0.316, 0.3, 0.288, 0.276, 0.266];
    const test = [0.705, 0.56, 0.495, 0.621, 0.912, 1.032, 0.579, 0.444, 0.505, 0.602];
    expect(found(train.map((loss, at) => [loss, test[at] ?? 0]))).toEqual([]);
    // The same training, with a test loss that rises for good.
    const rising = [0.705, 0.56, 0.495, 0.55, 0.61, 0.66, 0.7, 0.73, 0.77, 0.8];
    expect(found(train.map((loss, at) => [loss, rising[at] ?? 0]))).toContainEqual(
      expect.objectContaining({ code: 'overfitting' }),
    );
  });

  it('takes units for dead that stay so, not those that come back to life', () => {
    const settings = healthyNetwork().training;
    const found = (shares: readonly number[]) => {
      const health = shares.map((deadShare, at) => ({
        step: 10 * (at + 1),
        weights: [],
        activations: [{ path: 'relu', deadShare }],
      }));
      const points = [{ step: 10 * shares.length, loss: 2.3 }];
      return codes([...examine({ settings, classCount: 10, points, epochs: [], health })]);
    };
    expect(found([0.7, 0.7, 0.7])).not.toContain('dead-units');
    expect(found([0.2, 0.3, 0.7, 0.7, 0.7, 0.7])).toContain('dead-units');
    expect(found([0.7, 0.7, 0.7, 0.7, 0.7, 0.4])).not.toContain('dead-units');
    // The last ReLU of NiN in a healthy run.
    expect(found([0.5, 0.4, 0.5, 0.7, 0.2, 0.6, 0.4, 0.3])).not.toContain('dead-units');
  });

  it('says nothing before anything is known', () => {
    const settings = healthyNetwork().training;
    expect(examine({ settings, classCount: 10, points: [], epochs: [], health: [] })).toEqual([]);
  });

  it('knows numbers that are predicted no better than by their mean, and those that are learned', () => {
    const settings = healthyNetwork().training;
    const foundWith = (r2: number) =>
      examine({
        ...{ settings, classCount: 1, guessLoss: 1, health: [], points: [{ step: 600, loss: 1 }] },
        epochs: [1, 2].map((epoch) => ({ epoch, trainLoss: 1, testLoss: 1, trainMetrics: { r2 } })),
      });
    expect(codes([...foundWith(0.01)])).toEqual(['no-better-than-mean']);
    expect(foundWith(0.4)).toEqual([]);
  });

  it('is provoked here for every rule there is', () => {
    const provoked = [...Object.keys(sickNetworks), 'no-better-than-mean'].sort();
    expect(findingRules.map(({ code }) => code).sort()).toEqual(provoked);
  });
});
