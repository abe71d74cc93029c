import { useEffect, useRef, useState } from 'react';
import type { Failure, Inspection, InspectionAnswers } from '../../../contract/contract';
import { inspectRun } from './inspect';
import { useEpochCountOf } from './subject';

interface Asked<Q extends Inspection> {
  readonly answer: InspectionAnswers[Q['type']] | null;
  readonly failure: Failure | null;
}

/**
 * Asks a run's network whenever the question changes, and at every finished epoch of a run in training. Questions are not piled up: of
 * those that come while one is answered, the last is asked. An answer stays until the next one is there.
 *
 * @param question the same object as long as it is the same question; null asks nothing
 */
export function useLatestAnswer<Q extends Inspection>(runId: string, question: Q | null): Asked<Q> {
  const [asked, setAsked] = useState<Asked<Q>>({ answer: null, failure: null });
  const isAsking = useRef(false);
  const wanted = useRef<{ readonly runId: string; readonly question: Q } | null>(null);
  const epochs = useEpochCountOf(runId);
  useEffect(() => {
    void epochs;
    wanted.current = question === null ? null : { runId, question };
    if (question === null) setAsked({ answer: null, failure: null });
    if (question === null || isAsking.current) return;
    isAsking.current = true;
    const ask = async (): Promise<void> => {
      const next = wanted.current;
      if (next === null) return;
      wanted.current = null;
      const reply = await inspectRun(next.runId, next.question);
      setAsked((before) =>
        reply.ok ? { answer: reply.value, failure: null } : { answer: before.answer, failure: reply.error },
      );
      await ask();
    };
    void ask().finally(() => {
      isAsking.current = false;
    });
  }, [runId, question, epochs]);
  return question === null ? { answer: null, failure: null } : asked;
}
