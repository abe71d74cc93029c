import { isActivePhase } from '../../../contract/contract';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { requestResume } from '../../store/runs/resume-question';
import { currentRun, isTraining, runsStore } from '../../store/runs/runs';
import type { RunRecord } from '../../store/runs/runs-record';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { tryImage } from '../../store/view/results-view';
import { useView } from '../../store/view/view';
import type { Command } from './command';

/** As many as the panel offers at first. */
const FURTHER_EPOCHS = 5;

const runNow = () => currentRun(runsStore.getState());

function canTrain(): boolean {
  const { nodes, diagnostics } = analysisOf(useDocument.getState().document);
  const hasError = diagnostics.some(({ severity }) => severity === 'error');
  return !isTraining(runsStore.getState()) && nodes.size > 0 && !hasError;
}

/** The run in progress, if it is in one of these phases. */
function isIn(...phases: readonly RunRecord['phase'][]): boolean {
  const run = runNow();
  return run !== null && phases.includes(run.phase);
}

/** The last run if it has ended, with its line of the list. */
function endedRun() {
  const run = runNow();
  const saved = useSavedRuns.getState().runs?.find(({ runId }) => runId === run?.runId);
  return run === null || isActivePhase(run.phase) || saved === undefined ? null : { run, saved };
}

/** Where what happens is seen. */
function inPanel(action: () => Promise<void>): () => void {
  return () => {
    useView.getState().showTab('training');
    void action();
  };
}

export const trainingCommands: readonly Command[] = [
  {
    id: 'train',
    group: 'training',
    aliases: ['start', 'run', 'fit', '開始', '執行'],
    isEnabled: canTrain,
    run: inPanel(() => runsStore.getState().start(useDocument.getState().document)),
  },
  {
    id: 'stopTraining',
    group: 'training',
    aliases: ['end', 'cancel', 'abort', '結束', '取消'],
    isEnabled: () => isTraining(runsStore.getState()),
    run: inPanel(() => runsStore.getState().stop()),
  },
  {
    id: 'pauseTraining',
    group: 'training',
    aliases: ['hold', '暫停'],
    isEnabled: () => isIn('training'),
    run: inPanel(() => runsStore.getState().pause()),
  },
  {
    id: 'continueTraining',
    group: 'training',
    aliases: ['resume', 'unpause', '恢復'],
    isEnabled: () => isIn('paused', 'pausing'),
    run: inPanel(() => runsStore.getState().continueRun()),
  },
  {
    id: 'resumeTraining',
    group: 'training',
    aliases: ['continue', 'restart', '恢復'],
    isEnabled: () => endedRun()?.saved.isResumable === true,
    run: inPanel(async () => {
      const ended = endedRun();
      if (ended !== null) await requestResume(ended.run);
    }),
  },
  {
    id: 'trainFurther',
    group: 'training',
    aliases: ['more epochs', 'continue', '更多週期'],
    isEnabled: () => {
      const ended = endedRun();
      return ended?.run.phase === 'done' && ended.saved.hasWeights;
    },
    run: inPanel(async () => {
      const ended = endedRun();
      if (ended === null) return;
      await requestResume(ended.run, (ended.run.epochs.last?.epoch ?? 0) + FURTHER_EPOCHS);
    }),
  },
  {
    id: 'tryImage',
    group: 'training',
    aliases: ['draw', 'predict', 'test', 'photo', '繪製', '手寫', '預測'],
    isEnabled: () => endedRun()?.saved.hasWeights === true,
    run: () => {
      const run = runNow();
      if (run !== null) tryImage(run.runId);
    },
  },
];
