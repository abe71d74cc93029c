// @vitest-environment happy-dom
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Inspection, Prediction, SampleNumber } from '../../../contract/contract';
import { refreshDatasets } from '../../store/document/datasets';
import { useInside, useInsideSample } from '../../store/runs/inside';
import { readPreset } from '../../store/testing/documents';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { InsideNumbers } from './InsideNumbers';

const ID = 'worn-things';

/** Of example 0: age 43 and weight 70. */
function answerTo(inspection: Inspection): Prediction {
  if (inspection.type !== 'prediction') throw new Error(`unexpected ${inspection.type}`);
  const given = inspection.sample.numbers ?? {};
  const of = (name: string, own: number): SampleNumber => ({
    ...{ name, value: given[name] ?? own, source: name in given ? 'given' : 'example' },
  });
  const image = { shape: [1, 1, 1], values: Float32Array.of(0) };
  return {
    ...{ step: 1, probabilities: Float32Array.of(1), truth: null, image, isInverted: false },
    value: { kind: 'class', probabilities: Float32Array.of(1) },
    numbers: [of('age', 43), of('weight', 70)],
  };
}

async function showNumbers() {
  const asked: Inspection[] = [];
  const target = {
    kind: 'columns' as const,
    columns: [
      {
        name: 'numbers',
        target: { kind: 'features' as const, names: ['age', 'weight'], mean: [40, 60], deviation: [9, 5] },
      },
      { name: 'kind', target: { kind: 'class' as const, classNames: ['a', 'b'] } },
    ],
  };
  const dataset = describedDataset({
    id: ID,
    name: 'Worn',
    exampleShape: [1, 1, 1],
    target,
    isShipped: false,
  });
  connectMain({
    'dataset:list': () => ({ datasets: [dataset], damaged: [] }),
    'run:inspect': ({ inspection }) => {
      asked.push(inspection);
      return answerTo(inspection);
    },
  });
  await openWindow({ ...readPreset('lenet'), dataset: { id: ID, name: 'Worn' } });
  await act(refreshDatasets);
  const user = show(
    <>
      <InsideNumbers runId="run" />
      <Shown runId="run" />
      <Shown runId="other" />
    </>,
  );
  return { user, asked };
}

/** The sample that layers of a run are shown with. */
function Shown({ runId }: { readonly runId: string }) {
  return <output data-testid={`sample-${runId}`}>{useInsideSample(runId).key}</output>;
}

const numbersOf = (runId: string) =>
  JSON.parse(screen.getByTestId(`sample-${runId}`).textContent ?? '').numbers;

describe('numbers beside the image whose layers are shown', () => {
  beforeEach(() => useInside.getState().change({ index: 0 }));

  it('are those of the example, until others are set: for that run, and that image', async () => {
    const { user, asked } = await showNumbers();
    const age = await screen.findByRole('textbox', { name: 'age' });
    expect(screen.getAllByText(text('results:numberSources.example'))).toHaveLength(2);
    expect(numbersOf('run')).toBeUndefined();
    await user.clear(age);
    await user.type(age, '12{Enter}');
    await waitFor(() => expect(screen.getAllByText(text('results:numberSources.given'))).toHaveLength(1));
    expect(document.activeElement).toBe(age);
    expect(numbersOf('run')).toEqual({ age: 12 });
    expect(numbersOf('other')).toBeUndefined();
    expect(asked.at(-1)).toMatchObject({ sample: { index: 0, numbers: { age: 12 } } });
    act(() => useInside.getState().change({ index: 3 }));
    expect(numbersOf('run')).toBeUndefined();
  });

  it('are as they were after a reset', async () => {
    const { user } = await showNumbers();
    const weight = await screen.findByRole('textbox', { name: 'weight' });
    await user.clear(weight);
    await user.type(weight, '81{Enter}');
    await user.click(await screen.findByRole('button', { name: text('results:resetNumbers') }));
    await waitFor(() => expect(numbersOf('run')).toBeUndefined());
    expect((weight as HTMLInputElement).value).toBe('70');
  });
});
