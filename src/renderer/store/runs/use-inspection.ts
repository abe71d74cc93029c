import { useEffect, useRef, useState } from 'react';
import type { Failure, Inspection, InspectionAnswers } from '../../../contract/contract';
import { useInside } from './inside';
import { inspectRun } from './inspect';
import { useIsLive, useStepOf } from './subject';

/** Between two questions to a network in training: often enough to see it learn, rare enough not to slow it down. */
const PAUSE_MILLISECONDS = 2_000;
/** For what is asked of every node at once: a multiple of the other, see `untilNext`. */
export const LONG_PAUSE_MILLISECONDS = 6_000;

interface Asked<Q extends Inspection> {
  readonly answer: InspectionAnswers[Q['type']] | null;
  readonly failure: Failure | null;
}

/**
 * Milliseconds to the next question, by a clock all questions share: asked together they are answered between the same two steps, and drawn
 * in one frame. After a slow answer one turn is left out, so that the network trains at least half of the time.
 */
function untilNext(pause: number): number {
  const rest = pause - (performance.now() % pause);
  return rest < pause / 2 ? rest + pause : rest;
}

/**
 * Asks a run's network, and again while it trains. The next question waits for the last one's answer, and none is asked while the
 * window is hidden.
 *
 * @param key names the question: a new one is asked when it changes
 * @param pause milliseconds between an answer and the next question, while the network is in training
 */
export function useInspection<Q extends Inspection>(
  runId: string | null,
  question: Q | null,
  key: string,
  pause = PAUSE_MILLISECONDS,
): Asked<Q> {
  const [asked, setAsked] = useState<Asked<Q> & { readonly key: string }>({
    key: '',
    answer: null,
    failure: null,
  });
  const latest = useRef(question);
  latest.current = question;
  const isWanted = question !== null;
  const isLive = useIsLive(runId);
  const isWatching = useInside((state) => state.isLive) && isLive;
  // A run that has ended has its last answer once more; one that trains is asked by the clock.
  const finalStep = useStepOf(isLive ? null : runId);
  const whole = `${runId} ${key} ${finalStep}`;
  useEffect(() => {
    if (runId === null || !isWanted) return;
    let isCurrent = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const { current } = latest;
      if (current !== null && !document.hidden) {
        const reply = await inspectRun(runId, current);
        if (!isCurrent) return;
        setAsked((before) =>
          reply.ok
            ? { key: whole, answer: reply.value, failure: null }
            : { key: whole, answer: before.key === whole ? before.answer : null, failure: reply.error },
        );
      }
      if (isWatching && isCurrent) timer = setTimeout(() => void ask(), untilNext(pause));
    };
    void ask();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [runId, isWanted, isWatching, whole, pause]);
  // The answer to another question is none.
  return asked.key === whole ? asked : { answer: null, failure: null };
}
