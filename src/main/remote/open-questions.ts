import type { SshQuestion } from '../../contract/contract';
import { Sequencer } from '../files/sequencer';
import type { AskUser } from './ssh-questions';

/** What ssh asks, one question after the other, until a window has an answer. Answers are handed on and kept nowhere. */
export class OpenQuestions {
  readonly #show: (question: SshQuestion | null) => boolean;
  readonly #turns = new Sequencer();
  #count = 0;
  #open: { readonly question: SshQuestion; readonly settle: (answer: string | null) => void } | null = null;

  /** @param show shows the question to the user, or that there is none any more; false where there is no window for it */
  constructor(show: (question: SshQuestion | null) => boolean) {
    this.#show = show;
  }

  /** Asks about that host. */
  askAbout(host: string): AskUser {
    return ({ kind, text, key }, signal) =>
      this.#turns.queue(async () => {
        if (signal.aborted) return null;
        this.#count += 1;
        const question = { id: this.#count, host, kind, text, key };
        const answer = await new Promise<string | null>((resolve) => {
          this.#open = { question, settle: resolve };
          signal.addEventListener('abort', () => resolve(null));
          if (!this.#show(question)) resolve(null);
        });
        this.#open = null;
        this.#show(null);
        return answer;
      });
  }

  /** The user's answer; one that comes too late, or to another question, is none. */
  answer(id: number, answer: string | null): void {
    if (this.#open?.question.id !== id) return;
    const { kind, key } = this.#open.question;
    // Nothing but the key that was shown can be confirmed; ssh compares its fingerprint.
    if (kind === 'host-key') {
      const fingerprint = key?.split(' ')[1] ?? null;
      this.#open.settle(answer === key ? fingerprint : null);
    } else this.#open.settle(answer);
  }

  /** Nobody will answer: the window is gone. */
  end(): void {
    this.#open?.settle(null);
  }
}
