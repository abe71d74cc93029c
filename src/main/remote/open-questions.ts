import type { SshQuestion } from '../../contract/contract';
import { Sequencer } from '../files/sequencer';
import type { AskUser } from './ssh-questions';

/** A window in which a question is shown. */
export interface QuestionWindow {
  readonly id: string;
  /** Null: there is none any more. */
  readonly show: (question: SshQuestion | null) => void;
}

interface OpenQuestion {
  readonly question: SshQuestion;
  readonly window: QuestionWindow;
  readonly settle: (answer: string | null) => void;
}

/** What ssh asks, one question after the other, until a window has an answer. Answers are handed on and kept nowhere. */
export class OpenQuestions {
  readonly #front: () => QuestionWindow | null;
  readonly #turns = new Sequencer();
  #count = 0;
  #open: OpenQuestion | null = null;

  /** @param front the window that the user looks at; null where there is none */
  constructor(front: () => QuestionWindow | null) {
    this.#front = front;
  }

  /** Asks about that host. */
  askAbout(host: string): AskUser {
    return ({ kind, text, key }, signal) =>
      this.#turns.queue(async () => {
        const window = signal.aborted ? null : this.#front();
        if (window === null) return null;
        this.#count += 1;
        const question = { id: this.#count, host, kind, text, key };
        const answer = await new Promise<string | null>((settle) => {
          this.#open = { question, window, settle };
          signal.addEventListener('abort', () => settle(null));
          window.show(question);
        });
        this.#open = null;
        window.show(null);
        return answer;
      });
  }

  /** What that window shows, should it have been loaded again. */
  shownIn(window: string): SshQuestion | null {
    return this.#open?.window.id === window ? this.#open.question : null;
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

  /** Nobody will answer in that window: it is gone. */
  leave(window: string): void {
    if (this.#open?.window.id === window) this.#open.settle(null);
  }

  /** Nobody will answer: the app ends. */
  end(): void {
    this.#open?.settle(null);
  }
}
