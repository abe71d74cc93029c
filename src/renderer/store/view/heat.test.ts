import { afterEach, describe, expect, it } from 'vitest';
import type { LayerTimes } from '../../../contract/contract';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { useDocument } from '../document/document';
import { findNode } from '../document/network';
import { measuredNetwork, shownTimes, signatureOf, useMeasuredTimes } from '../runs/measured-times';
import { readPreset } from '../testing/documents';
import { heatScale, heatValue } from './heat';

/** A measurement in which every layer takes 1 ms forwards and 2 ms backwards. */
function timesOf(document: NetloomDocument): LayerTimes {
  const layers = analyze(document).order.map((path) => ({
    path,
    forwardMilliseconds: 1,
    backwardMilliseconds: 2,
  }));
  const device = { kind: 'cpu', name: 'A processor' } as const;
  const figures = { step: 0, batchSize: 32, rounds: 5, inputMilliseconds: 1, updateMilliseconds: 1 };
  return { ...figures, layers, device, sumMilliseconds: layers.length * 3 + 2, stepMilliseconds: 100 };
}

function remember(document: NetloomDocument): void {
  useDocument.getState().open(document, null);
  const network = measuredNetwork(document, timesOf(document));
  useMeasuredTimes.setState({
    networks: [network],
    latest: { generation: useDocument.getState().generation, network },
  });
}

afterEach(() => useMeasuredTimes.setState({ networks: [], latest: null, startedAt: null, failure: null }));

describe('the heat map of measured time', () => {
  const resnet = readPreset('resnet-18');
  const valueAt = (document: NetloomDocument, location: string, scope: string | null, id: string) => {
    const node = findNode(document, scope, id) ?? expect.fail(`There is no ${id}.`);
    return heatValue(analyze(document), location, node, 'time');
  };

  it('knows nothing before anything is measured', () => {
    expect(shownTimes(resnet)).toBeNull();
    expect(valueAt(resnet, '', null, 'stage1')).toBeNull();
    expect(heatScale(analyze(resnet), '', 'time')).toBeNull();
  });

  it('adds up what is inside blocks and their copies', () => {
    remember(resnet);
    const inside = analyze(resnet).order.filter((path) => path.startsWith('stage2/'));
    expect(valueAt(resnet, '', null, 'stage2')).toBe(inside.length * 3);
    expect(valueAt(resnet, 'stage2', 'stage', 'residual')).toBe(inside.length * 3);
    const first = inside.filter((path) => path.startsWith('stage2/residual1/'));
    expect(first.length).toBeGreaterThan(0);
    expect(valueAt(resnet, 'stage2/residual1', 'residual', 'conv1')).toBe(3);
    const scale = heatScale(analyze(resnet), '', 'time');
    expect(scale?.lowest.value).toBe(3);
    expect(scale?.highest.value).toBe(
      Math.max(...[1, 2, 3, 4].map((stage) => valueAt(resnet, '', null, `stage${stage}`) ?? 0)),
    );
  });

  it('is out of date once the network is another one, and current again when the edit is undone', () => {
    remember(resnet);
    const wider = applyEdits(resnet, [{ kind: 'set-training', changes: { batchSize: 8 } }]);
    expect(shownTimes(resnet)).toMatchObject({ isCurrent: true });
    expect(shownTimes(wider)).toMatchObject({ isCurrent: false });
    const changed = applyEdits(resnet, [
      { kind: 'set-parameter', scope: 'residual', id: 'conv1', parameter: 'kernelSize', value: 5 },
    ]);
    expect(shownTimes(changed)).toMatchObject({ isCurrent: false });
    // Another document that is opened has nothing to do with it.
    useDocument.getState().open(readPreset('lenet'), null);
    expect(shownTimes(useDocument.getState().document)).toBeNull();
    expect(shownTimes(resnet)).toMatchObject({ isCurrent: true });
  });

  it('does not mind names, places, notes and the length of training', () => {
    const moved = applyEdits(resnet, [
      {
        kind: 'update-node',
        scope: null,
        id: 'stage1',
        changes: { name: 'First', position: { x: 1, y: 2 } },
      },
      { kind: 'set-training', changes: { epochs: 99, seed: 7 } },
      { kind: 'set-name', name: 'Mine' },
    ]);
    expect(signatureOf(moved)).toBe(signatureOf(resnet));
  });
});

describe('the scale of a heat map', () => {
  it('goes from the least to the most of the nodes that have any', () => {
    const lenet = readPreset('lenet');
    expect(heatScale(analyze(lenet), '', 'parameters')).toEqual({
      lowest: { id: 'conv1', value: 156 },
      highest: { id: 'dense1', value: 48_120 },
    });
  });
});
