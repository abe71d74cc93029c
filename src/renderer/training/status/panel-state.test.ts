import { describe, expect, it } from 'vitest';
import type { RunPhase } from '../../../contract/contract';
import { createRunsStore, type RunsState } from '../../store/runs/runs';
import { createRunRecord } from '../../store/runs/runs-record';
import { panelStateOf } from './panel-state';
import type { Readiness } from './readiness';

const ready: Readiness = { kind: 'ready' };
const blocked: Readiness = {
  kind: 'blocked',
  problem: { code: 'shape-mismatch', severity: 'error', path: 'n1', values: {}, fixes: [] },
  others: 0,
};
const noData: Readiness = { ...blocked, kind: 'no-data' };
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
    expect(panelStateOf(stateWith([]), ready)).toBe('idle');
    expect(panelStateOf(stateWith([]), blocked)).toBe('blocked');
    expect(panelStateOf(stateWith([]), { kind: 'empty' })).toBe('empty');
    expect(panelStateOf(stateWith([]), noData)).toBe('no-data');
  });

  it.each(['preparing', 'training', 'stopping'] as const)(
    'keeps to a run that is %s, whatever is edited',
    (phase) => {
      expect(panelStateOf(stateWith(['done', phase]), blocked)).toBe(phase);
    },
  );

  it.each(['stopped', 'done', 'failed'] as const)('shows that a run is %s', (phase) => {
    expect(panelStateOf(stateWith(['done', phase]), ready)).toBe(phase);
    expect(panelStateOf(stateWith([phase]), blocked)).toBe('blocked');
  });

  it('shows a refused request until the next one', () => {
    expect(panelStateOf(stateWith(['done'], { requestFailure: failure }), ready)).toBe('refused');
    expect(panelStateOf(stateWith(['done'], { isStarting: true }), ready)).toBe('starting');
  });
});
