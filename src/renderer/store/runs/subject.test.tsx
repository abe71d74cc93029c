// @vitest-environment happy-dom
import { renderHook, waitFor } from '@testing-library/react';
import { act } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetSummary, RunSummary } from '../../../contract/contract';
import { connectMain, type MainProcess, openWindow } from '../../testing/render';
import { loadDatasets } from '../document/datasets';
import { useDocument } from '../document/document';
import { readPreset } from '../testing/documents';
import { runSummary } from '../testing/runs';
import { isInitial } from './initial-network';
import { inspectRun } from './inspect';
import { runsStore } from './runs';
import { useSavedRuns } from './saved-runs';
import { INITIAL, useInsideSubject, useSubject, useSubjectChoice } from './subject';

const lenet = readPreset('lenet');
const classNames = Array.from({ length: 10 }, (_, at) => `class ${at}`);
const fashion = {
  id: lenet.dataset.id,
  exampleShape: [28, 28, 1],
  target: { kind: 'class', classNames },
  trainCount: 60_000,
  testCount: 10_000,
} as unknown as DatasetSummary;
const saved = (runId: string, documentName: string): RunSummary =>
  runSummary({ runId, documentName, hasWeights: true });
const insideSubject = () => {
  const { result, unmount } = renderHook(useInsideSubject);
  unmount();
  return result.current;
};

describe('what Activations and weights look at', () => {
  let main: MainProcess;
  beforeEach(async () => {
    main = connectMain({
      'dataset:list': () => ({ datasets: [fashion], damaged: [] }),
      'network:inspect': () => ({ step: 0, shape: [1], values: Float32Array.of(1) }),
    });
    loadDatasets();
    runsStore.setState({ runs: [], isStarting: false });
    useSavedRuns.setState({ runs: [] });
    useSubjectChoice.setState({ chosen: null });
    await openWindow(lenet);
    const { result, unmount } = renderHook(useInsideSubject);
    await waitFor(() => expect(result.current).not.toBeNull());
    unmount();
  });

  it('is the open network with its initial weights where nothing was trained', () => {
    expect(isInitial(insideSubject())).toBe(true);
    expect(renderHook(useSubject).result.current).toBeNull();
  });

  it('is the newest run of the open network, or else what was chosen', () => {
    useSavedRuns.setState({ runs: [saved('vgg', 'VGG-11'), saved('new', 'LeNet'), saved('old', 'LeNet')] });
    // The newest run is of another network: its layers are not those on the canvas.
    expect(isInitial(insideSubject())).toBe(true);
    useSavedRuns.setState({ runs: [saved('new', 'LeNet'), saved('vgg', 'VGG-11')] });
    expect(insideSubject()).toBe('new');
    useSubjectChoice.setState({ chosen: 'vgg' });
    expect(insideSubject()).toBe('vgg');
    useSubjectChoice.setState({ chosen: INITIAL });
    expect(isInitial(insideSubject())).toBe(true);
  });

  it('is nothing while a run is about to begin, and of a network with errors', () => {
    runsStore.setState({ isStarting: true });
    expect(insideSubject()).toBeNull();
    runsStore.setState({ isStarting: false });
    useDocument.getState().open({ ...lenet, edges: [] }, null);
    expect(insideSubject()).toBeNull();
  });

  it('is another network after an edit that changes weights or answers, and after no other', () => {
    const first = insideSubject();
    const { perform } = useDocument.getState();
    const train = (changes: object) =>
      act(() => perform({ key: 'changeTraining' }, [{ kind: 'set-training', changes }]));
    train({ epochs: 77 });
    expect(insideSubject()).toBe(first);
    train({ seed: 77 });
    const second = insideSubject();
    expect(second).not.toBe(first);
    act(() => useDocument.getState().undo());
    expect(insideSubject()).toBe(first);
  });

  it('is asked as it is when nobody has edited it for a while', async () => {
    const asked = () => main.requests.filter(({ channel }) => channel === 'network:inspect');
    const first = insideSubject() ?? '';
    const outdated = inspectRun(first, { type: 'weight', name: 'conv1/kernel' });
    act(() =>
      useDocument
        .getState()
        .perform({ key: 'changeTraining' }, [{ kind: 'set-training', changes: { seed: 4_242 } }]),
    );
    const second = insideSubject() ?? '';
    const reply = await inspectRun(second, { type: 'weight', name: 'conv1/kernel' });
    expect(reply).toMatchObject({ ok: true });
    expect(await outdated).toMatchObject({ error: { code: 'run-unknown' } });
    expect(asked()).toHaveLength(1);
    expect(asked()[0]?.payload).toMatchObject({ document: { training: { seed: 4_242 } } });
  });
});
