import { describe, expect, it } from 'vitest';
import type { RunPhase } from '../../../contract/contract';
import { createRunsStore, type RunsState } from '../../store/runs/runs';
import { createRunRecord } from '../../store/runs/runs-record';
import { type PanelContext, panelStateOf } from './panel-state';
import type { Readiness } from './readiness';

const ready: Readiness = { kind: 'ready' };
const blocked: Readiness = {
  kind: 'blocked',
  problem: { code: 'shape-mismatch', severity: 'error', path: 'n1', values: {}, fixes: [] },
  others: 0,
};
const noData: Readiness = { ...blocked, kind: 'no-data' };
const own = (readiness: Readiness): PanelContext => ({ readiness, isOther: false, waiting: null });
const failure = { code: 'run-in-progress', values: {} };

function stateWith(phases: readonly RunPhase[], changes: Partial<RunsState> = {}): RunsState {
  const store = createRunsStore(() => {
    throw new Error('Nothing is asked of main here.');
  });
  const runs = phases.map((phase, index) => ({ ...createRunRecord(`r${index}`, 'LeNet'), phase }));
  return { ...store.getState(), runs, ...changes };
}

describe('panelStateOf', () => {
  it('says what Train will do before the first run, or why it cannot', () => {
    expect(panelStateOf(stateWith([]), own(ready))).toBe('idle');
    expect(panelStateOf(stateWith([]), own(blocked))).toBe('blocked');
    expect(panelStateOf(stateWith([]), own({ kind: 'empty' }))).toBe('empty');
    expect(panelStateOf(stateWith([]), own(noData))).toBe('no-data');
  });

  it.each(['preparing', 'training', 'stopping'] as const)(
    'keeps to a run that is %s, whatever is edited',
    (phase) => {
      expect(panelStateOf(stateWith(['done', phase]), own(blocked))).toBe(phase);
    },
  );

  it.each(['stopped', 'done', 'failed'] as const)('shows that a run is %s', (phase) => {
    expect(panelStateOf(stateWith(['done', phase]), own(ready))).toBe(phase);
    expect(panelStateOf(stateWith([phase]), own(blocked))).toBe('blocked');
  });

  it('does not take a run of another network for this one’s, unless it is in progress', () => {
    const other: PanelContext = { ...own(ready), isOther: true };
    expect(panelStateOf(stateWith(['stopped']), other)).toBe('idle');
    expect(panelStateOf(stateWith(['done']), { ...other, readiness: blocked })).toBe('blocked');
    expect(panelStateOf(stateWith(['training']), other)).toBe('training');
  });

  it('offers an earlier run until this window has started one', () => {
    const waiting: PanelContext = { ...own(ready), waiting: 'paused' };
    expect(panelStateOf(stateWith([]), waiting)).toBe('waiting-paused');
    expect(panelStateOf(stateWith(['done']), waiting)).toBe('done');
    expect(panelStateOf(stateWith(['done']), { ...waiting, isOther: true })).toBe('waiting-paused');
    expect(panelStateOf(stateWith([]), { ...waiting, readiness: blocked })).toBe('blocked');
    expect(panelStateOf(stateWith([]), { ...waiting, waiting: 'interrupted' })).toBe('waiting-interrupted');
  });

  it('shows a refused request until the next one', () => {
    expect(panelStateOf(stateWith(['done'], { requestFailure: failure }), own(ready))).toBe('refused');
    expect(panelStateOf(stateWith(['done'], { isStarting: true }), own(ready))).toBe('starting');
  });
});
