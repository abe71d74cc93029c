import { create } from 'zustand';
import { relationNowOf } from './run-network';
import { runsStore } from './runs';
import type { RunRecord } from './runs-record';

/** A run that is to be resumed although the canvas has become another network: its user is asked which of the two is meant. */
export interface ResumeQuestion {
  readonly run: Pick<RunRecord, 'runId' | 'document' | 'documentName'>;
  /** Up to this many epochs in all; absent: as many as the run has. */
  readonly epochs?: number;
  /** How many layers are others on the canvas. */
  readonly layers: number;
}

interface ResumeQuestionState {
  readonly question: ResumeQuestion | null;
  answer(): void;
}

export const useResumeQuestion = create<ResumeQuestionState>()((set) => ({
  question: null,
  answer: () => set({ question: null }),
}));

/**
 * Resumes an ended run as its buttons say. Where the canvas has been changed since, this would train another network than the one that is
 * seen: then it asks first. A run of another network is named by its button, and no question.
 */
export async function requestResume(run: ResumeQuestion['run'], epochs?: number): Promise<void> {
  const relation = await relationNowOf(run);
  if (relation.kind === 'changed') {
    const { layers } = relation;
    useResumeQuestion.setState({ question: { run, layers, ...(epochs !== undefined && { epochs }) } });
  } else await runsStore.getState().resume(run.runId, epochs);
}
