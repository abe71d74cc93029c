// @vitest-environment happy-dom
import { act, cleanup, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../contract/contract';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { settingPaths } from '../../../graph-runtime/settings/paths';
import type { TextStorage } from '../../store/bridge/remembered';
import { createRunListStore, type RunCondition, useRunList } from '../../store/runs/run-list';
import { useRunsPlace } from '../../store/runs/runs-place';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { readPreset } from '../../store/testing/documents';
import { runSummary } from '../../store/testing/runs';
import { connectMain, openWindow, show, text } from '../../testing/render';
import { outcomeRows } from '../compare/compared-rows';
import { filterRuns } from './filter-runs';
import { groupRuns, runTableRows } from './group-runs';
import { RunsView } from './RunsView';
import { runFields } from './run-fields';

const usual = readPreset('lenet').training;
const datasets = [{ id: 'fashion-mnist', name: 'Fashion-MNIST' }];

function runOf(runId: string, settings: Partial<TrainingSettings>, more: Partial<RunSummary> = {}) {
  return runSummary({
    ...{ runId, name: runId, networkHash: 'a1b2c3d4e5', phase: 'done', epochsDone: 1 },
    ...{ trainableParameters: 61_706, settings: { ...usual, ...settings } },
    ...more,
  });
}

const sgd = (learningRate: number) => ({ ...usual.optimizer, type: 'sgd', learningRate }) as const;
const slow = runOf('slow', { optimizer: sgd(0.01) }, { bestTestAccuracy: 0.5 });
const fast = runOf('fast', { optimizer: sgd(0.9), validationShare: 0.1 }, { bestTestAccuracy: 0.8 });
const adam = runOf(
  'adam',
  {
    optimizer: { type: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0 },
    seed: 2_000_000_011,
  } as Partial<TrainingSettings>,
  { networkHash: 'ffff0000', documentName: 'AlexNet' },
);
const runs = [slow, fast, adam];

describe('fields of runs', () => {
  beforeEach(() => openWindow());

  it('are every setting that a run has, network and data set, each with its own name', () => {
    const fields = runFields(runs, { language: 'en', datasets });
    const keys = fields.map(({ key }) => key);
    expect(keys.slice(0, 2)).toEqual(['network', 'dataset']);
    const settingKeys = settingPaths.map(({ path }) => path as string);
    expect(keys.slice(2)).toEqual(settingKeys.filter((path) => keys.includes(path)));
    for (const { path, key } of settingPaths) if (key === null) expect(keys).toContain(path);
    expect(keys).toContain('optimizer.beta1');
    expect(keys).not.toContain('optimizer.rho');
    for (const language of ['en', 'zh-Hant'] as const) {
      const labels = runFields(runs, { language, datasets }).map(({ label }) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('read what a run was trained with, as settings are shown', () => {
    const fields = runFields(runs, { language: 'en', datasets });
    const read = (key: string, run: RunSummary) => fields.find((field) => field.key === key)?.read(run);
    expect(read('optimizer.type', adam)).toEqual({ value: 'adam', text: 'Adam' });
    expect(read('optimizer.learningRate', slow)).toEqual({ value: 0.01, text: '0.01' });
    expect(read('optimizer.beta1', slow)).toEqual({ value: null, text: 'none' });
    expect(read('validationShare', slow)).toEqual({ value: 0, text: '0' });
    expect(read('seed', adam)).toEqual({ value: 2_000_000_011, text: '2000000011' });
    expect(read('precision', slow)).toEqual({ value: 'float32', text: '32 bits' });
    expect(read('augmentation', slow)).toEqual({ value: 'off', text: 'off' });
    expect(read('dataset', slow)).toEqual({ value: 'fashion-mnist', text: 'Fashion-MNIST' });
    expect(read('network', adam)).toEqual({ value: 'ffff0000', text: 'AlexNet · ffff000' });
  });
});

describe('a data set that is not here any more', () => {
  const photos = runOf(
    'photos',
    {},
    { datasetId: 'photos-9f2c', datasetName: 'My photos', datasetHash: 'abc' },
  );

  it('has its name in filters and comparisons', () => {
    openWindow();
    const context = { networkHash: null, fields: [] };
    const filter = { text: 'my PHOTOS', only: 'all', conditions: [] } as const;
    expect(filterRuns([slow, photos], filter, context)).toEqual([photos]);
    const row = outcomeRows([slow, photos], 'en').find(({ key }) => key === 'dataset');
    expect(row?.texts).toEqual(['Fashion-MNIST · ', 'My photos · abc']);
  });
});

describe('filters by settings', () => {
  beforeEach(() => openWindow());

  it.each<[RunCondition, string[]]>([
    [{ field: 'optimizer.learningRate', operator: 'above', value: 0.01 }, ['fast']],
    [{ field: 'optimizer.learningRate', operator: 'atLeast', value: 0.01 }, ['slow', 'fast', 'adam']],
    [{ field: 'optimizer.learningRate', operator: 'below', value: 0.9 }, ['slow', 'adam']],
    [{ field: 'optimizer.learningRate', operator: 'atMost', value: 0.9 }, ['slow', 'fast', 'adam']],
    [{ field: 'optimizer.learningRate', operator: 'is', value: 0.9 }, ['fast']],
    [{ field: 'optimizer.learningRate', operator: 'isNot', value: 0.9 }, ['slow', 'adam']],
    [{ field: 'optimizer.type', operator: 'is', value: 'adam' }, ['adam']],
    [{ field: 'optimizer.type', operator: 'isNot', value: 'adam' }, ['slow', 'fast']],
    // A run without the setting is neither above nor below, and has not the value.
    [{ field: 'optimizer.beta1', operator: 'below', value: 1 }, ['adam']],
    [{ field: 'optimizer.beta1', operator: 'isNot', value: 0.9 }, ['slow', 'fast']],
    // Neither a filter that is not complete nor one by what no run has hides anything.
    [{ field: 'optimizer.type', operator: 'is', value: null }, ['slow', 'fast', 'adam']],
    [{ field: 'optimizer.rho', operator: 'is', value: 1 }, ['slow', 'fast', 'adam']],
  ])('%j', (condition, expected) => {
    const fields = runFields(runs, { language: 'en', datasets });
    const filter = { text: '', only: 'all', conditions: [condition] } as const;
    expect(filterRuns(runs, filter, { networkHash: null, fields }).map(({ runId }) => runId)).toEqual(
      expected,
    );
  });

  it('hold all together', () => {
    const fields = runFields(runs, { language: 'en', datasets });
    const conditions: RunCondition[] = [
      { field: 'optimizer.learningRate', operator: 'is', value: 0.01 },
      { field: 'optimizer.type', operator: 'is', value: 'sgd' },
    ];
    const filter = { text: 'lenet', only: 'all', conditions } as const;
    expect(filterRuns(runs, filter, { networkHash: null, fields })).toEqual([slow]);
  });
});

describe('groups of runs', () => {
  beforeEach(() => openWindow());

  it('have counts and best accuracies, in the order of the sorted runs, and can be folded', () => {
    const field = runFields(runs, { language: 'en', datasets }).find(({ key }) => key === 'optimizer.type');
    if (field === undefined) throw new Error('no optimizer');
    const groups = groupRuns([adam, fast, slow], field);
    expect(
      groups.map((group) => [group.text, group.runs.length, group.best?.bestTestAccuracy ?? null]),
    ).toEqual([
      ['Optimizer: Adam', 1, null],
      ['Optimizer: SGD', 2, 0.8],
    ]);
    const keys = runTableRows([adam, fast, slow], field, [groups[1]?.key ?? '']).map(({ key }) => key);
    expect(keys).toEqual([groups[0]?.key, 'adam', groups[1]?.key]);
    expect(runTableRows(runs, null, keys).map(({ key }) => key)).toEqual(['slow', 'fast', 'adam']);
  });
});

describe('the list of runs', () => {
  beforeEach(async () => {
    await openWindow();
    connectMain({ 'dataset:list': () => ({ datasets: [], damaged: [] }) });
    useSavedRuns.setState({ runs, chosen: [] });
    useRunList.setState(useRunList.getInitialState());
    useRunsPlace.setState(useRunsPlace.getInitialState());
  });

  // The rows need layout: e2e/workbench.spec.ts folds the groups.
  it('says what it is grouped by, and is filtered by what is typed and chosen', async () => {
    const user = show(<RunsView />);
    act(() => useRunList.getState().change({ groupBy: 'optimizer.type' }));
    expect(screen.getByTestId('group-runs').textContent).toBe(text('runs:groupedBy', { name: 'Optimizer' }));
    const condition: RunCondition = { field: 'optimizer.learningRate', operator: 'atLeast', value: null };
    act(() => useRunList.getState().change({ groupBy: null, conditions: [condition] }));
    expect(screen.getByText(text('runs:count', { count: 3 }))).toBeDefined();
    const name = { name: 'Learning rate' };
    await user.type(screen.getByRole('textbox', { name: text('runs:valueOf', name) }), '0.5{Enter}');
    expect(screen.getByText(text('runs:count', { count: 1 }))).toBeDefined();
    await user.click(screen.getByRole('button', { name: text('runs:removeCondition', name) }));
    expect(screen.getByText(text('runs:count', { count: 3 }))).toBeDefined();
    expect(screen.queryByTestId('run-conditions')).toBeNull();
  });
});

describe('the view of runs, opened again', () => {
  beforeEach(async () => {
    await openWindow();
    connectMain({ 'dataset:list': () => ({ datasets: [], damaged: [] }) });
    useSavedRuns.setState({ runs, chosen: [] });
    useRunsPlace.setState(useRunsPlace.getInitialState());
  });

  it('shows what was searched for', async () => {
    const user = show(<RunsView />);
    await user.type(screen.getByRole('searchbox'), 'AlexNet');
    cleanup();
    show(<RunsView />);
    expect(screen.getByRole('searchbox')).toHaveProperty('value', 'AlexNet');
    expect(screen.getByText(text('runs:count', { count: 1 }))).toBeDefined();
  });

  it('shows the comparison, until fewer than two runs are chosen', () => {
    useSavedRuns.setState({ chosen: ['slow', 'fast'] });
    useRunsPlace.getState().change({ comparedBy: 'settings' });
    show(<RunsView />);
    expect(screen.getByRole('button', { name: text('runs:backToList') })).toBeDefined();
    cleanup();
    show(<RunsView />);
    expect(screen.getByRole('button', { name: text('runs:backToList') })).toBeDefined();
    act(() => useSavedRuns.setState({ chosen: ['slow'] }));
    act(() => useSavedRuns.setState({ chosen: ['slow', 'adam'] }));
    expect(screen.queryByRole('button', { name: text('runs:backToList') })).toBeNull();
  });
});

describe('how the list of runs is looked at', () => {
  it('is remembered', () => {
    const stored = new Map<string, string>();
    const storage: TextStorage = {
      getItem: (name) => stored.get(name) ?? null,
      setItem: (name, value) => void stored.set(name, value),
      removeItem: (name) => void stored.delete(name),
    };
    const condition: RunCondition = { field: 'seed', operator: 'above', value: 1 };
    const first = createRunListStore(storage).getState();
    first.change({ only: 'starred', groupBy: 'seed', conditions: [condition] });
    first.toggleGroup('seed=1');
    expect(createRunListStore(storage).getState()).toMatchObject({
      only: 'starred',
      groupBy: 'seed',
      conditions: [condition],
      folded: ['seed=1'],
    });
  });
});
