// @vitest-environment happy-dom
import { cleanup, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { InputDistribution } from '../../contract/contract';
import { getLayer } from '../../graph-runtime/layers/registry';
import { openWindow, show, text } from '../testing/render';
import { ActivationCurve } from './ActivationCurve';

function showCurve(type: string, parameters = {}, distribution: InputDistribution | null = null) {
  cleanup();
  const layer = getLayer(type);
  if (layer === undefined) throw new Error(`there is no layer ${type}`);
  show(<ActivationCurve layer={layer} parameters={parameters} distribution={distribution} />);
  const plot = screen.queryByRole('img', { name: text('inside:functionPlot') });
  return plot?.querySelector('polyline')?.getAttribute('points') ?? null;
}

describe('the curve of an activation function', () => {
  beforeEach(() => openWindow());

  it('changes with the parameters, and so does its formula', () => {
    const gentle = showCurve('leakyRelu', { negativeSlope: 0.01 });
    expect(screen.getByText('max(0, x) + 0.01·min(0, x)')).toBeTruthy();
    const steep = showCurve('leakyRelu', { negativeSlope: 0.5 });
    expect(screen.getByText('max(0, x) + 0.5·min(0, x)')).toBeTruthy();
    expect(gentle).toMatch(/^0\.00,/);
    expect(steep).not.toEqual(gentle);
  });

  it('is not drawn of a function that mixes values', () => {
    expect(showCurve('softmax')).toBeNull();
    expect(screen.getByText('exp(xᵢ) / Σⱼ exp(xⱼ)')).toBeTruthy();
    expect(screen.getByText(text('inside:mixesValues'))).toBeTruthy();
  });

  it('says how many units of the trained layer are dead', () => {
    showCurve(
      'relu',
      {},
      {
        step: 3,
        count: 2,
        histogram: { minimum: -4, maximum: 4, counts: [3, 1] },
        minimums: Float32Array.of(-4, -1),
        maximums: Float32Array.of(-1, 4),
      },
    );
    expect(screen.getByText(text('inside:inputsOfImages', { count: 2 }))).toBeTruthy();
    expect(screen.getByText('75%')).toBeTruthy();
    expect(screen.getByTestId('flat-units').textContent).toBe(text('inside:ofAll', { count: 1, all: 2 }));
  });

  it('says nothing about inputs before there are any', () => {
    showCurve('sigmoid');
    expect(screen.queryByTestId('flat-units')).toBeNull();
  });
});
