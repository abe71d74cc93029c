// @vitest-environment happy-dom
import { renderHook, screen, waitFor } from '@testing-library/react';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MachineSpeed } from '../../../graph-runtime/estimate/measured-speed';
import { shorterRuns } from '../../../graph-runtime/estimate/shorter-runs';
import { estimateTrainingTime } from '../../../graph-runtime/estimate/training-time';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { useDocument } from '../../store/document/document';
import { runsStore } from '../../store/runs/runs';
import { useTrainOn } from '../../store/runs/train-on';
import { readPreset } from '../../store/testing/documents';
import { connectMain, type MainProcess, openWindow, show, text } from '../../testing/render';
import { TimeLine } from './TimeEstimate';
import { useProbe } from './use-probe';

const data = { exampleShape: [28, 28, 1], trainCount: 60_000, testCount: 10_000 };
const slow: MachineSpeed = { processor: { cores: 1, instructions: 'sse' }, records: [] };
const alexnet = readPreset('alexnet');
const analysis = analyze(alexnet);
const estimate = estimateTrainingTime(analysis, alexnet.training, data, slow);
const { trainableParameters } = analysis.cost;
const time = { ...estimate, trainableParameters, shorter: shorterRuns(analysis, data, slow) };
const idle = { isMeasuring: false, start: () => undefined };

describe('the estimate of a run that takes long', () => {
  beforeEach(async () => {
    connectMain();
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    await openWindow(alexnet);
  });

  it('offers smaller images, fewer of them and fewer epochs, each a step that can be undone', async () => {
    const user = show(<TimeLine time={time} epochs={10} probe={idle} />);
    expect(screen.getByTestId('time-estimate').dataset.long).toBe('true');
    await user.click(screen.getByTestId('shorter-input'));
    const { document, past } = useDocument.getState();
    expect(document.nodes[0]?.parameters?.shape).not.toEqual(alexnet.nodes[0]?.parameters?.shape);
    expect(analyze(document).isTrainable).toBe(true);
    expect(past).toHaveLength(1);
    await user.click(screen.getByTestId('shorter-epochs'));
    expect(useDocument.getState().document.training.epochs).toBe(1);
    await user.click(screen.getByTestId('shorter-data'));
    expect(useDocument.getState().document.training.trainingShare).toBe(0.2);
    act(() => {
      for (let step = 0; step < 3; step += 1) useDocument.getState().undo();
    });
    expect(useDocument.getState().document).toEqual(alexnet);
  });

  it('each of which does make it shorter', () => {
    expect(time.shorter.map(({ way }) => way.type)).toEqual(['input', 'data', 'epochs']);
    for (const { seconds } of time.shorter) expect(seconds).toBeLessThan(time.seconds);
  });

  it('says what it is founded on, and can be measured while that is rough', () => {
    show(<TimeLine time={{ ...time, foundation: 'run' }} epochs={10} probe={idle} />);
    expect(screen.getByText(text('training:timeFromRun'))).toBeTruthy();
    expect(screen.queryByTestId('measure-speed')).toBeNull();
  });
});

describe('where another machine is chosen', () => {
  beforeEach(async () => {
    connectMain();
    await openWindow(alexnet);
    useTrainOn.getState().choose('lab');
  });
  afterEach(() => useTrainOn.getState().choose(null));

  it('the estimate is said to be that of this computer, and nothing is measured here', () => {
    const { result } = renderHook(() => useProbe({ document: alexnet, time }));
    expect(result.current.start).toBeNull();
    show(<TimeLine time={time} epochs={10} probe={result.current} />);
    const words = screen.getByTestId('time-estimate').textContent;
    expect(words).toContain('lab');
    expect(words).not.toContain('CPU');
    expect(screen.queryByTestId('measure-speed')).toBeNull();
  });
});

describe('a probe', () => {
  let main: MainProcess;
  beforeEach(async () => {
    main = connectMain({ 'speed:stop': () => null });
    runsStore.setState({ runs: [], isStarting: false, requestFailure: null });
    await openWindow(alexnet);
  });
  const asked = (channel: string) => main.requests.filter((request) => request.channel === channel).length;
  const forecast = { document: alexnet, time };

  it('is canceled when the network is edited', async () => {
    const { result, rerender } = renderHook(({ of }) => useProbe(of), { initialProps: { of: forecast } });
    act(() => result.current.start?.());
    expect(result.current.isMeasuring).toBe(true);
    expect(asked('speed:measure')).toBe(1);
    rerender({ of: { document: { ...alexnet, name: 'edited' }, time } });
    expect(result.current.isMeasuring).toBe(false);
    await waitFor(() => expect(asked('speed:stop')).toBe(1));
  });

  it('is not made while something trains', () => {
    runsStore.setState({ isStarting: true });
    const { result } = renderHook(() => useProbe(forecast));
    expect(result.current.start).toBeNull();
  });
});
