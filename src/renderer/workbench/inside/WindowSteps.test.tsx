// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Inspection, WindowStep } from '../../../contract/contract';
import { readPreset } from '../../store/testing/documents';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { useChosenPlace } from './place';
import { WindowStepsOfNode } from './WindowSteps';

const map = { shape: [28, 28], values: new Float32Array(28 * 28) };

/** Two taps of one channel: 2 · 3 + 4 · 0.5, and a bias of -1. */
function answerTo(inspection: Inspection): WindowStep {
  if (inspection.type !== 'window-step') throw new Error(`unexpected ${inspection.type}`);
  const { row, column, channel, input } = inspection;
  return {
    ...{ step: 1, operation: 'sum', shape: [28, 28, 6], row, column, channel, input },
    ...{ rows: [row], columns: [column, column + 1], channels: [0] },
    patch: Float32Array.of(2, 4),
    kernel: Float32Array.of(3, 0.5),
    mix: null,
    ...{ bias: -1, divisor: null, computed: 7, value: 7, inputMap: map, outputMap: map },
  };
}

function Steps({ path }: { readonly path: string }) {
  return <WindowStepsOfNode runId="run" path={path} chosen={useChosenPlace(path)} />;
}

async function showSteps(path: string) {
  const asked: Inspection[] = [];
  connectMain({
    'run:inspect': ({ inspection }) => {
      asked.push(inspection);
      return answerTo(inspection);
    },
  });
  const user = show(<Steps path={path} />);
  return { user, asked };
}

const result = () => screen.findByTestId('window-result');

describe('one number of a layer, step by step', () => {
  beforeEach(() => openWindow(readPreset('lenet')));

  it('begins in the middle, with the whole sum beside the network’s value', async () => {
    const { asked } = await showSteps('conv1');
    expect((await result()).textContent).toContain('Σ + b = 8 + (-1) =7');
    expect((await result()).textContent).toContain(text('inside:networkValue', { value: '7' }));
    expect(asked[0]).toMatchObject({ path: 'conv1', row: 14, column: 14, channel: 0 });
  });

  it('steps through the products by buttons and by the slider', async () => {
    const { user } = await showSteps('conv1');
    await result();
    await user.click(screen.getByRole('button', { name: text('inside:stepBack') }));
    expect(screen.getByText('2 · 3 = 6')).toBeTruthy();
    expect(screen.getByText(text('inside:sumSoFar', { value: '6' }))).toBeTruthy();
    fireEvent.change(screen.getByRole('slider'), { target: { value: '0' } });
    expect(screen.getByText(text('inside:sumSoFar', { value: '0' }))).toBeTruthy();
    expect(screen.queryByTestId('window-result')).toBeNull();
    await user.click(screen.getByRole('button', { name: text('inside:stepForward') }));
    expect(screen.getByText('2 · 3 = 6')).toBeTruthy();
  });

  it('moves the pixel with the arrow keys', async () => {
    const { user, asked } = await showSteps('conv1');
    await result();
    const label = (row: number, column: number) => text('inside:outputMapLabel', { row, column });
    screen.getByRole('button', { name: label(14, 14) }).focus();
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(screen.getByRole('button', { name: label(15, 14) })).toBeTruthy());
    expect(asked.at(-1)).toMatchObject({ row: 15, column: 14 });
  });

  it('is not there for a layer without a window', async () => {
    await showSteps('dense1');
    expect(screen.queryByTestId('window-steps')).toBeNull();
  });
});
