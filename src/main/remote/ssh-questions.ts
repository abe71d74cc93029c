import { watch } from 'node:fs';
import { access, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { offeredKey } from './ssh-failure';

/** What ssh wants to know; see `SshQuestion`. */
export interface AskedBySsh {
  readonly kind: 'host-key' | 'secret';
  readonly text: string;
  readonly key: string | null;
}

/** Asks the user; null: there is no answer. That of a host key is its fingerprint. `signal`: nobody waits for the answer any more. */
export type AskUser = (question: AskedBySsh, signal: AbortSignal) => Promise<string | null>;

const QUESTION = /^ask\.(\d+)$/;

/**
 * Answers what the `askpass` of a connection asks, until it is told to end.
 *
 * @param folder where the questions appear; see `askpass.ts`
 */
export function answerQuestions(folder: string, ask: AskUser): () => void {
  const seen = new Set<string>();
  const ended = new AbortController();
  const look = async () => {
    const names = await readdir(folder).catch((): string[] => []);
    for (const name of names) {
      const number = QUESTION.exec(name)?.[1];
      if (number === undefined || seen.has(name)) continue;
      seen.add(name);
      void answerOne(folder, number, ask, ended.signal);
    }
  };
  const watcher = watch(folder, () => void look());
  watcher.on('error', () => undefined); // The folder is gone: there are no questions any more.
  void look();
  return () => {
    watcher.close();
    ended.abort();
  };
}

async function answerOne(folder: string, number: string, ask: AskUser, signal: AbortSignal): Promise<void> {
  const file = join(folder, `ask.${number}`);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return;
  await rm(file, { force: true });
  const isHostKey = text.includes('authenticity of host');
  const kind = isHostKey ? 'host-key' : 'secret';
  const key = isHostKey ? offeredKey(text) : null;
  const answer = await Promise.race([ask({ kind, text: text.trim(), key }, signal), aborted(signal)]);
  // Line breaks would be a second answer.
  const line = answer === null || /[\r\n]/.test(answer) ? '-' : `+${answer}`;
  // Nobody reads where ssh has given up meanwhile: opened for both ends, it does not wait.
  const pipe = await open(join(folder, `answer.${number}`), 'r+').catch(() => null);
  if (pipe === null) return;
  await pipe.write(`${line}\n`);
  // Closed before it was read, it would be lost.
  await untilGone(join(folder, `answer.${number}`));
  await pipe.close();
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    signal.addEventListener('abort', () => resolve(null));
  });
}

async function untilGone(path: string): Promise<void> {
  for (let waited = 0; waited < 2_000; waited += 20) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (!isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
