// @vitest-environment happy-dom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { addClass, emptySets } from '../../../contract/class-sets';
import type { DataIndex, ExampleDetails } from '../../../contract/data-browser';
import type { DatasetSummary } from '../../../contract/datasets';
import { refreshDatasets } from '../../store/document/datasets';
import { readPreset } from '../../store/testing/documents';
import { useDataBrowser } from '../../store/view/data-browser';
import { pendingChanges, useDataChanges } from '../../store/view/data-changes';
import { loadIndex } from '../../store/view/data-index';
import { describedDataset } from '../../testing/dataset';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { BrowserView } from './BrowserView';

/* The browser with labels of other kinds than one class: three training examples and a test example of 2 x 2 pixels. */

const COUNT = 4;

function setsOf(size: number, lists: readonly (readonly number[])[]) {
  const sets = emptySets(lists.length, size);
  lists.forEach((list, example) => {
    for (const index of list) addClass(sets, example, index);
  });
  return sets;
}

const INDEX: DataIndex = {
  counts: { train: 3, validation: 0, test: 1, excluded: 0 },
  storedExcluded: 0,
  labels: new Int32Array(COUNT).fill(-1),
  marks: new Uint8Array(COUNT),
  firstEqual: Int32Array.of(0, 1, 2, 3),
  reasons: [],
  reasonOf: new Uint8Array(),
  sets: null,
  numbers: null,
};

const DETAILS: ExampleDetails = {
  ...{ key: 'a.png', size: [2, 2], original: null, isImage: false, target: null, originalTarget: null },
  ...{ duplicates: [], nearDuplicates: [], notes: [], from: null },
};

let count = 0;
/** Labels whose masks were asked for. */
const maskLabels: (string | undefined)[] = [];

/** Shows the browser at a data set with such labels. */
async function browse(target: DatasetSummary['target'], index: Partial<DataIndex>) {
  count += 1;
  const id = `things-${count}`;
  const dataset = describedDataset({ id, name: 'Things', exampleShape: [2, 2, 1], target, isShipped: false });
  connectMain({
    'dataset:list': () => ({ datasets: [dataset], damaged: [] }),
    'data:index': () => ({ ...INDEX, ...index }),
    'data:example': () => DETAILS,
    'data:mask-classes': () => setsOf(2, [[0], [0, 1], [1], [0, 1]]),
    'data:masks': ({ examples, label }) => {
      maskLabels.push(label);
      return {
        ...{ height: 2, width: 2 },
        classes: Uint8Array.from(examples.flatMap(() => [0, 0, 0, 1])),
      };
    },
    'data:thumbnails': ({ examples }) => ({
      ...{ height: 2, width: 2, channels: 1 },
      pixels: new Uint8Array(4 * examples.length),
    }),
  });
  await openWindow({ ...readPreset('lenet'), dataset: { id, name: 'Things' } });
  useDataBrowser.getState().choose(null);
  await act(async () => {
    await refreshDatasets();
    await loadIndex(id);
  });
  const user = show(<BrowserView />);
  return { id, user };
}

const shown = () => screen.getByTestId('data-count').textContent;
const countOf = (of: number) =>
  text('browser:shownCount', { count: COUNT, shown: String(of), total: String(COUNT) });
const choice = (name: string) =>
  within(screen.getByTestId('data-view')).getByRole('button', { name: new RegExp(`^${name}`) });
const select = (example: number) => act(() => useDataBrowser.getState().select(example, new Set([example])));

describe('the data browser', () => {
  beforeEach(() => useDataChanges.setState({ pending: {}, undoable: [] }));

  it('filters and corrects several classes', async () => {
    const target = { kind: 'classes' as const, classNames: ['cat', 'dog', 'bird'] };
    const { id, user } = await browse(target, { sets: setsOf(3, [[0], [0, 1], [], [2]]) });
    expect(shown()).toBe(countOf(4));
    await user.click(choice('cat'));
    await user.click(choice('bird'));
    expect(shown()).toBe(countOf(3));
    await user.click(screen.getByRole('button', { name: text('browser:matches.all') }));
    expect(shown()).toBe(countOf(0));
    await user.click(screen.getByRole('button', { name: text('browser:clearFilters') }));
    await user.click(choice(text('browser:withoutLabels')));
    expect(shown()).toBe(countOf(1));
    await user.click(screen.getByRole('button', { name: text('browser:clearFilters') }));

    select(1);
    await user.click(screen.getByRole('button', { name: text('browser:removeLabel', { name: 'cat' }) }));
    expect(pendingChanges(id).targets).toEqual([[1, [1]]]);
    await user.click(screen.getByTestId('change-label'));
    await user.type(screen.getByRole('combobox', { name: text('browser:toggleLabel') }), 'bird{Enter}');
    expect(pendingChanges(id).targets).toEqual([[1, [1, 2]]]);
    expect(screen.getByTestId('example-label').textContent).toContain('cat, dog');
    expect(screen.getByTestId('pending-changes').textContent).toContain(
      text('browser:pendingLabels', { count: 1, total: '1' }),
    );
  });

  it('filters numbers by a range, and changes them', async () => {
    const target = { kind: 'numbers' as const, names: ['price'], mean: [0], deviation: [1] };
    const { id, user } = await browse(target, { numbers: Float32Array.of(0, 10, 20, 40) });
    const from = screen.getByRole('slider', { name: text('browser:leastOf', { name: 'price' }) });
    fireEvent.change(from, { target: { value: 50 } });
    expect(useDataBrowser.getState().filter.ranges).toEqual([{ column: 0, least: 10, most: 40 }]);
    expect(shown()).toBe(countOf(3));
    fireEvent.change(from, { target: { value: 0 } });
    expect(useDataBrowser.getState().filter.ranges).toEqual([]);

    select(2);
    await user.click(screen.getByTestId('change-label'));
    const dialog = await screen.findByRole('dialog');
    const field = within(dialog).getByRole('textbox', { name: 'price' });
    await user.clear(field);
    await user.type(field, '12.5');
    await user.click(screen.getByTestId('save-numbers'));
    expect(pendingChanges(id).targets).toEqual([[2, [12.5]]]);
    await waitFor(() =>
      expect(screen.getByTestId('example-number').textContent).toBe(
        `12.5 ${text('browser:labelWas', { name: '20' })}`,
      ),
    );
  });

  it('filters and corrects several labels of an example, each in the way of its kind', async () => {
    const target = {
      kind: 'columns' as const,
      columns: [
        { name: 'kind', target: { kind: 'class' as const, classNames: ['shoe', 'bag'] } },
        { name: 'tags', target: { kind: 'classes' as const, classNames: ['red', 'wide'] } },
        { name: 'price', target: { kind: 'numbers' as const, names: ['price'], mean: [0], deviation: [1] } },
      ],
    };
    const rows = [
      [0, 1, 0, 5],
      [1, 0, 0, 10],
      [1, 1, 1, 20],
      [0, 0, 1, 40],
    ];
    const labels = Int32Array.from(rows, ([kind = 0]) => kind);
    const { id, user } = await browse(target, { labels, numbers: Float32Array.from(rows.flat()) });
    // Lists that open need a layout: they are opened in the real window (`e2e/targets.spec.ts`).
    const choose = (label: string) => act(() => useDataBrowser.getState().change({ label }));
    await user.click(choice('bag'));
    expect(shown()).toBe(countOf(2));
    choose('price');
    const from = screen.getByRole('slider', { name: text('browser:leastOf', { name: 'price' }) });
    fireEvent.change(from, { target: { value: 100 } });
    expect(shown()).toBe(countOf(0));
    fireEvent.change(from, { target: { value: 60 } });
    expect(shown()).toBe(countOf(1));
    choose('tags');
    expect(choice('wide').textContent).toContain('1');
    await user.click(screen.getByRole('button', { name: text('browser:clearFilters') }));
    expect(shown()).toBe(countOf(4));

    select(2);
    const facts = () => screen.getAllByTestId('example-label').map((fact) => fact.textContent);
    expect(facts()).toEqual(['bag', 'redwide']);
    const change = async (label: string) => {
      await user.click(screen.getByTestId('change-label'));
      await user.type(
        screen.getByRole('combobox', { name: text('browser:labelToChange') }),
        `${label}{Enter}`,
      );
    };
    await change('kind');
    await user.type(screen.getByRole('combobox', { name: text('browser:newLabel') }), 'shoe{Enter}');
    await user.click(screen.getByRole('button', { name: text('browser:removeLabel', { name: 'red' }) }));
    await change('price');
    const field = within(await screen.findByRole('dialog')).getByRole('textbox', { name: 'price' });
    await user.clear(field);
    await user.type(field, '12.5');
    await user.click(screen.getByTestId('save-numbers'));
    expect(pendingChanges(id).targets).toEqual([[2, [0, 0, 1, 12.5]]]);
    await waitFor(() =>
      expect(screen.getByTestId('example-number').textContent).toBe(
        `12.5 ${text('browser:labelWas', { name: '20' })}`,
      ),
    );
    expect(facts()[0]).toBe(`shoe ${text('browser:labelWas', { name: 'bag' })}`);
    await user.click(screen.getByRole('button', { name: text('browser:undoChange') }));
    expect(pendingChanges(id).targets).toEqual([[2, [0, 0, 1, 20]]]);
    act(() => useDataChanges.getState().undo());
    act(() => useDataChanges.getState().undo());
    expect(pendingChanges(id).targets).toBeUndefined();
  });

  it('filters masks by what they have, with their colors and shares', async () => {
    const target = { kind: 'mask' as const, classNames: ['ground', 'tree'] };
    const { user } = await browse(target, {});
    await waitFor(() => expect(choice('tree').textContent).toContain('3'));
    await user.click(choice('tree'));
    expect(shown()).toBe(countOf(3));
    await user.click(screen.getByRole('button', { name: text('browser:clearFilters') }));
    await user.click(choice(text('browser:emptyMask', { name: 'ground' })));
    expect(shown()).toBe(countOf(1));
    select(0);
    await waitFor(() =>
      expect(screen.getByTestId('example-mask').textContent).toMatch(/ground 75%.*tree 25%/),
    );
    // Masks are not drawn here: they can be excluded only.
    expect(screen.queryByTestId('change-label')).toBeNull();
    const masks = screen.getByRole('switch', { name: text('browser:masks') });
    await user.click(masks);
    expect(useDataBrowser.getState().isMaskShown).toBe(false);
    fireEvent.change(screen.getByRole('slider', { name: text('browser:maskOpacity') }), {
      target: { value: 80 },
    });
    expect(useDataBrowser.getState()).toMatchObject({ isMaskShown: true, maskOpacity: 0.8 });
  });

  it('lays the masks of the label that is looked at over the images, and corrects the others', async () => {
    const target = {
      kind: 'columns' as const,
      columns: [
        { name: 'kind', target: { kind: 'class' as const, classNames: ['shoe', 'bag'] } },
        { name: 'ground', target: { kind: 'mask' as const, classNames: ['grass', 'tree'] } },
        { name: 'light', target: { kind: 'mask' as const, classNames: ['dark', 'bright'], ignore: 255 } },
      ],
    };
    const labels = Int32Array.of(0, 1, 1, 0);
    const { id, user } = await browse(target, { labels, numbers: Float32Array.from(labels) });
    const choose = (label: string) => act(() => useDataBrowser.getState().change({ label }));
    await user.click(choice('bag'));
    expect(shown()).toBe(countOf(2));
    await user.click(screen.getByRole('button', { name: text('browser:clearFilters') }));
    choose('ground');
    await waitFor(() => expect(choice('tree').textContent).toContain('3'));
    await user.click(choice(text('browser:emptyMask', { name: 'grass' })));
    expect(shown()).toBe(countOf(1));
    await user.click(screen.getByRole('button', { name: text('browser:clearFilters') }));
    expect(screen.getByRole('switch', { name: text('browser:masks') })).toBeDefined();

    select(0);
    await waitFor(() =>
      expect(screen.getAllByTestId('example-mask').map((fact) => fact.textContent)).toEqual([
        expect.stringMatching(/^grass 75%.*tree 25%/),
        expect.stringMatching(/^dark 75%.*bright 25%/),
      ]),
    );
    await user.click(screen.getByTestId('change-label'));
    const picked = screen.getByRole('combobox', { name: text('browser:labelToChange') });
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['kindshoe']);
    await user.type(picked, 'kind{Enter}');
    await user.type(screen.getByRole('combobox', { name: text('browser:newLabel') }), 'bag{Enter}');
    expect(pendingChanges(id).targets).toEqual([[0, [1]]]);
    // Over the images: what is looked at, or the first mask.
    choose('light');
    await waitFor(() => expect(maskLabels.at(-1)).toBe('light'));
    choose('kind');
    await waitFor(() => expect(maskLabels.at(-1)).toBe('ground'));
  });
});
