import type { Failure, InspectedTensor, Inspection, InspectionAnswer, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { TrainerMessage } from '../trainer/protocol/protocol';
import type { ManagedTrainer } from './managed-trainer';

interface Pending {
  readonly trainer: ManagedTrainer;
  readonly answer: (reply: Reply<InspectionAnswer>) => void;
}

/** Questions on their way to trainer processes: each gets one answer, also when its process goes away. */
export class Questions {
  readonly #pending = new Map<number, Pending>();
  #count = 0;

  inspect(trainer: ManagedTrainer, inspection: Inspection): Promise<Reply<InspectionAnswer>> {
    return this.#ask(trainer, (id) => trainer.send({ type: 'inspect', id, inspection }));
  }

  preview(
    trainer: ManagedTrainer,
    question: {
      readonly document: NetloomDocument;
      readonly indices: readonly number[];
      readonly step: number;
    },
  ): Promise<Reply<InspectedTensor>> {
    return this.#ask(trainer, (id) => trainer.send({ type: 'preview', id, ...question })).then((reply) =>
      !reply.ok || 'values' in reply.value ? narrowed(reply) : failed(failure('run-unknown')),
    );
  }

  /** Takes an answer in; false for all other messages. */
  receive(message: TrainerMessage): boolean {
    if (message.type !== 'inspected' && message.type !== 'previewed') return false;
    this.#pending.get(message.id)?.answer(message.reply);
    this.#pending.delete(message.id);
    return true;
  }

  /** Whether a process still owes an answer. */
  isAsked(trainer: ManagedTrainer): boolean {
    return [...this.#pending.values()].some((pending) => pending.trainer === trainer);
  }

  /** What was asked of a process cannot be answered, and why. */
  refuse(trainer: ManagedTrainer, reason: Failure): void {
    for (const [id, pending] of this.#pending) {
      if (pending.trainer !== trainer) continue;
      this.#pending.delete(id);
      pending.answer(failed(reason));
    }
  }

  #ask(trainer: ManagedTrainer, send: (id: number) => void): Promise<Reply<InspectionAnswer>> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((answer) => {
      this.#pending.set(id, { trainer, answer });
      send(id);
    });
  }
}

function narrowed(reply: Reply<InspectionAnswer>): Reply<InspectedTensor> {
  if (!reply.ok) return reply;
  const { value } = reply;
  return 'values' in value ? success(value) : failed(failure('run-unknown'));
}
