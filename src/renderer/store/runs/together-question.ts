import { create } from 'zustand';
import type { Request } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { useTrainOn } from './train-on';

/** A run is to train on several machines: whether their network is closed is asked before each. */
export interface TogetherQuestion {
  /** What is to be trained; null where that is not known here. */
  readonly document: NetloomDocument | null;
  readonly others: readonly string[];
}

export type TogetherAnswer = 'together' | 'alone' | 'canceled';

interface TogetherQuestionState {
  readonly question: TogetherQuestion | null;
  answer(answer: TogetherAnswer): void;
}

let settle: (answer: TogetherAnswer) => void = () => undefined;

export const useTogetherQuestion = create<TogetherQuestionState>()((set) => ({
  question: null,
  answer: (answer) => {
    set({ question: null });
    settle(answer);
  },
}));

type PlaceOfRequest = Pick<Request<'run:start'>, 'on' | 'together'>;

/** Where the next run is to train, as requests have it; null: its user has to be asked. */
export function placeOfNextRun(): PlaceOfRequest | null {
  const { machine, isTogether } = useTrainOn.getState();
  if (isTogether) return null;
  return machine === null ? {} : { on: machine };
}

/** Asks before several machines train; null: the user does not want the run any more. */
export async function askForPlace(document: NetloomDocument | null): Promise<PlaceOfRequest | null> {
  const { others } = useTrainOn.getState();
  // One that is open is for a run that nobody waits for any more.
  useTogetherQuestion.getState().answer('canceled');
  const answered = await new Promise<TogetherAnswer>((resolve) => {
    settle = resolve;
    useTogetherQuestion.setState({ question: { document, others } });
  });
  if (answered === 'canceled') return null;
  return answered === 'alone' ? {} : { together: { names: [...others], isNetworkClosed: true } };
}
