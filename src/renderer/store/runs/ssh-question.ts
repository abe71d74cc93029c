import { create } from 'zustand';
import type { SshQuestion } from '../../../contract/contract';
import { listen, request } from '../bridge/bridge';

interface SshQuestionState {
  /** What ssh waits for an answer to; null: nothing. */
  readonly question: SshQuestion | null;
  /** Null: there is no answer. */
  answer(answer: string | null): void;
}

export const useSshQuestion = create<SshQuestionState>()((set, get) => ({
  question: null,
  answer: (answer) => {
    const { question } = get();
    if (question === null) return;
    set({ question: null });
    void request('ssh:answer', { id: question.id, answer });
  },
}));

/** Shows what ssh asks, also what it asked before the window was loaded again. Returns the function that ends it. */
export function connectSshQuestions(): () => void {
  const end = listen('ssh:question', (question) => useSshQuestion.setState({ question }));
  void request('ssh:open-question', undefined).then((reply) => {
    // One that has come meanwhile is newer.
    if (reply.ok && reply.value !== null && useSshQuestion.getState().question === null) {
      useSshQuestion.setState({ question: reply.value });
    }
  });
  return end;
}
