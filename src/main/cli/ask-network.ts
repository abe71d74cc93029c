import type { Inspection, InspectionAnswer, Reply } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { OpenedWeights } from '../trainer/protocol/protocol';
import type { Output } from './output';
import { terminalFailure } from './terminal-failure';
import { exitCodeOf, exitFailureLines, runTrainerJob } from './trainer-job';

/** Either what was answered, or the exit code; then what is wrong has been said. */
export type AskedNetwork =
  | { readonly ok: true; readonly answers: readonly InspectionAnswer[] }
  | { readonly ok: false; readonly exitCode: number };

/** Puts a trained network into its own engine, asks it one question after the other, and ends the engine. */
export async function askNetwork(
  document: NetloomDocument,
  weights: OpenedWeights,
  questions: readonly Inspection[],
  output: Output,
): Promise<AskedNetwork> {
  const replies: Reply<InspectionAnswer>[] = [];
  const { end, signal } = await runTrainerJob(
    { type: 'open', document, weights },
    (message, send) => {
      if (message.type === 'opened') {
        questions.forEach((inspection, id) => {
          send({ type: 'inspect', id, inspection });
        });
      }
      if (message.type !== 'inspected') return;
      replies[message.id] = message.reply;
      if (Object.keys(replies).length === questions.length) send({ type: 'stop' });
    },
    () => output.note('Stopping; Ctrl-C again stops at once.'),
  );
  output.draw('');
  if (signal !== null) return { ok: false, exitCode: exitCodeOf(signal) };
  if (end.kind === 'died') {
    output.note(exitFailureLines(end));
    return { ok: false, exitCode: 1 };
  }
  if (end.kind === 'ended' && 'failure' in end.message) {
    output.note(terminalFailure(end.message.failure));
    return { ok: false, exitCode: 1 };
  }
  const answers: InspectionAnswer[] = [];
  for (const reply of replies) {
    if (!reply.ok) {
      output.note(terminalFailure(reply.error));
      return { ok: false, exitCode: 1 };
    }
    answers.push(reply.value);
  }
  return { ok: true, answers };
}
