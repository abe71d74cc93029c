// @vitest-environment happy-dom
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ClassActivation, Request } from '../../../contract/contract';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { ClassMap } from './ClassMap';

const sample = { type: 'dataset', split: 'test', index: 4 } as const;
const names = ['Bag', 'Coat', 'Dress'];

function answer(method: ClassActivation['method'], values: number[]): ClassActivation {
  return {
    step: 9,
    method,
    path: 'relu2',
    classIndex: 1,
    score: 2.345,
    probabilities: Float32Array.of(0.2, 0.7, 0.1),
    map: { shape: [1, 2], values: Float32Array.from(values) },
    image: { shape: [1, 2, 1], values: Float32Array.of(0, 1) },
    isInverted: false,
  };
}

function showMap(seen: ClassActivation) {
  const asked: Request<'run:inspect'>[] = [];
  connectMain({
    'run:inspect': (question) => {
      asked.push(question);
      return seen;
    },
  });
  show(<ClassMap runId="run" sample={sample} classIndex={null} names={names} />);
  return asked;
}

describe('what speaks for a class', () => {
  beforeEach(() => openWindow());

  it('is asked of the run, and named with its class, score and method', async () => {
    const asked = showMap(answer('grad-cam', [0, 1]));
    expect(screen.getByText(text('results:computingEvidence'))).toBeTruthy();
    await waitFor(() =>
      expect(screen.getByRole('img', { name: text('results:evidenceMap', { name: 'Coat' }) })).toBeTruthy(),
    );
    expect(screen.getByText(text('results:scoreIs', { score: '2.35' }))).toBeTruthy();
    expect(screen.getByText(/Grad-CAM/).textContent).toContain('relu2');
    expect(screen.queryByText(text('results:evidenceAgainst'))).toBeNull();
    expect(asked.map(({ inspection }) => inspection)).toEqual([
      { type: 'class-activation', sample, classIndex: null },
    ]);
  });

  it('has a color for what speaks against it, where the map is exact', async () => {
    showMap(answer('cam', [-1, 1]));
    expect(await screen.findByText(text('results:evidenceAgainst'))).toBeTruthy();
  });

  it('says with which numbers beside the image it was computed, where there are some', async () => {
    const numbers = [
      { name: 'age', value: 88, source: 'given' },
      { name: 'weight', value: 61.25, source: 'mean' },
    ] as const;
    showMap({ ...answer('cam', [0, 1]), numbers });
    const used = await screen.findByTestId('numbers-used');
    expect(used.textContent).toContain('age = 88 (Set here)');
    expect(used.textContent).toContain('weight = 61.25 (Mean of the training examples)');
  });

  it('says so when nothing speaks for it', async () => {
    showMap(answer('grad-cam', [0, 0]));
    expect(await screen.findByText(text('results:noEvidence'))).toBeTruthy();
  });
});
