// @vitest-environment happy-dom
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DatasetSummary } from '../../../contract/contract';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { refreshDatasets } from '../../store/document/datasets';
import { readPreset } from '../../store/testing/documents';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show } from '../../testing/render';
import { LossNote } from './LossNote';

type Target = DatasetSummary['target'];

async function noteOf(target: Target, set: object = {}): Promise<string | null> {
  const lenet = readPreset('lenet');
  openWindow({ ...lenet, training: { ...lenet.training, ...set } });
  connectMain({ 'dataset:list': () => ({ datasets: [describedDataset({ target })], damaged: [] }) });
  await refreshDatasets();
  const layer = getLayer('output');
  if (layer === undefined) throw new Error('There is no output');
  show(<LossNote node={{ id: 'output', type: 'output' }} layer={layer} location="" />);
  return screen.queryByTestId('loss-note')?.textContent ?? null;
}

describe('the note about the loss of an output', () => {
  const classes: Target = { kind: 'class', classNames: ['a', 'b'] };
  const numbers: Target = { kind: 'numbers', names: ['age'], mean: [0], deviation: [1] };

  it('says which loss the labels call for where the chosen one does not fit them', async () => {
    expect(await noteOf(numbers)).toMatch(/\(squared error\).*\(cross-entropy\) does not fit 10 numbers/);
  });

  it('names the loss that the training settings set', async () => {
    expect(await noteOf(numbers, { loss: 'huber' })).toMatch(/\(Huber\), which the training settings set/);
  });

  it('is not there where the parameter says what is minimized', async () => {
    expect(await noteOf(classes)).toBeNull();
  });
});
