// @vitest-environment happy-dom
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Retrieval } from '../../../contract/contract';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { NearestNeighbors } from './NearestNeighbors';

/* Seven examples: bags but for 1 and 6; what is nearest to 3 is a boot. */
const NAN = Number.NaN;
const answer: Retrieval = {
  ...{ step: 3, path: 'map1/dense', measure: 'euclidean', count: 7, queries: 7 },
  ...{ recallAt1: 0.75, recallAt5: 1, meanAveragePrecision: 0.625 },
  labels: Int32Array.of(0, 1, 0, 0, 0, 0, 1),
  nearest: Int32Array.from(
    [0, 1, 2, 3, 4, 5, 6].flatMap((at) => [1, 2, 3, 4, 5].map((add) => (at + add) % 7)),
  ),
  distances: Float32Array.from({ length: 35 }, (_, at) => at % 5),
  averagePrecisions: Float32Array.of(0.5, 0.75, 0.25, 0.125, 1, NAN, 0.6),
};
const dataset = describedDataset({
  ...{ id: 'photos', name: 'Photos', exampleShape: [1, 1, 1], isShipped: false },
  target: { kind: 'class', classNames: ['bags', 'boots'] },
});

beforeEach(() => openWindow());

it('the figures, queries by how little they find, and the five nearest, each right or wrong', async () => {
  connectMain({
    'run:inspect': () => answer,
    'dataset:images': ({ indices }) => ({
      ...{ exampleShape: [1, 1, 1], labels: Int32Array.from(indices, () => 0) },
      pixels: new Uint8Array(indices.length),
    }),
  });
  const user = show(<NearestNeighbors runId="run" dataset={dataset} />);
  const figures = await screen.findByTestId('retrieval-figures');
  for (const figure of ['75.00%', '100.00%', '62.50%', 'map1/dense'])
    expect(figures.textContent).toContain(figure);
  const queries = within(screen.getByTestId('worst-examples')).getAllByRole('button');
  expect(queries.map((query) => query.textContent).slice(0, 3)).toEqual(['12.50%', '25.00%', '50.00%']);
  const found = () => within(screen.getByTestId('nearest-neighbors')).getAllByRole('listitem');
  expect(found().map((one) => one.getAttribute('data-right'))).toEqual([
    null,
    'true',
    'true',
    'false',
    'true',
    'false',
  ]);
  expect(found()[0]?.textContent).toBe(text('results:query', { name: 'bags' }));
  expect(found()[3]?.textContent).toContain(text('results:neighborWrong', { name: 'boots' }));
  const second = queries[1];
  if (second === undefined) throw new Error('there are several queries');
  await user.click(second);
  expect(found().map((one) => one.getAttribute('data-right'))).toEqual([
    null,
    'true',
    'true',
    'true',
    'false',
    'true',
  ]);
});
