import { describe, expect, it } from 'vitest';
import type { SshQuestion } from '../../contract/contract';
import { OpenQuestions } from './open-questions';

const PASSPHRASE = { kind: 'secret', text: 'Enter passphrase:', key: null } as const;
const never = new AbortController().signal;

/** A window, and what it was sent. */
function aWindow(id: string) {
  const sent: (SshQuestion | null)[] = [];
  return { id, sent, show: (question: SshQuestion | null) => void sent.push(question) };
}

describe('a question of ssh', () => {
  it('is shown again by the window that is loaded again, and by no other', async () => {
    const window = aWindow('a');
    const questions = new OpenQuestions(() => window);
    const answer = questions.askAbout('lab')(PASSPHRASE, never);
    await expect.poll(() => window.sent.length).toBe(1);
    const [asked = null] = window.sent;
    expect(questions.shownIn('a')).toEqual(asked);
    expect(questions.shownIn('b')).toBeNull();
    questions.answer(asked?.id ?? 0, 'secret');
    expect(await answer).toBe('secret');
    expect(questions.shownIn('a')).toBeNull();
    expect(window.sent.at(-1)).toBeNull();
  });

  it('has no answer when its window closes, and the next one is asked in another', async () => {
    const [first, second] = [aWindow('a'), aWindow('b')];
    let front = first;
    const questions = new OpenQuestions(() => front);
    const answers = [
      questions.askAbout('lab')(PASSPHRASE, never),
      questions.askAbout('lab')(PASSPHRASE, never),
    ];
    await expect.poll(() => first.sent.length).toBe(1);
    front = second;
    questions.leave('b');
    expect(questions.shownIn('a')).not.toBeNull();
    questions.leave('a');
    expect(await answers[0]).toBeNull();
    await expect.poll(() => second.sent.length).toBe(1);
    questions.end();
    expect(await answers[1]).toBeNull();
  });

  it('is not asked where there is no window, or nobody waits any more', async () => {
    const window = aWindow('a');
    expect(await new OpenQuestions(() => null).askAbout('lab')(PASSPHRASE, never)).toBeNull();
    expect(await new OpenQuestions(() => window).askAbout('lab')(PASSPHRASE, AbortSignal.abort())).toBeNull();
    expect(window.sent).toEqual([]);
  });
});
