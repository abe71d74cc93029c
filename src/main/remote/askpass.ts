import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AskUser } from './ssh-questions';

/**
 * What ssh asks when there is no terminal. A host key it does not know is written down, and accepted only where its fingerprint is the one that the
 * user has confirmed: ssh itself compares the two. Where there is a window, it is asked: each question is a file in a private folder, and its answer
 * comes through a pipe, so that no secret is ever on a disk. The question ends with the process that was to answer it. Elsewhere passphrases are the
 * business of the user's own program, where there is one.
 */
const SCRIPT = `#!/bin/sh
ask() {
  pipe="$NETLOOM_ASK/answer.$$"
  mkfifo -m 600 "$pipe" || exit 1
  ( while kill -0 "$NETLOOM_OWNER" && kill -0 $$; do sleep 1; done; kill $$ ) >/dev/null 2>&1 &
  watch=$!
  printf '%s' "$1" > "$NETLOOM_ASK/new.$$" && mv "$NETLOOM_ASK/new.$$" "$NETLOOM_ASK/ask.$$"
  IFS= read -r reply < "$pipe"
  rm -f "$pipe"
  kill "$watch" 2>/dev/null
  case "$reply" in
    +*) printf '%s\\n' "\${reply#+}" ;;
    *) return 1 ;;
  esac
}
case "$1" in
  *"authenticity of host"*)
    printf '%s\\n' "$1" > "$NETLOOM_QUESTION"
    if [ -n "$NETLOOM_ASK" ] && [ -z "$NETLOOM_HOST_KEY" ]; then ask "$1" || echo no
    else printf '%s\\n' "\${NETLOOM_HOST_KEY:-no}"; fi ;;
  *"Please type 'yes'"*) echo no ;;
  *)
    if [ -n "$NETLOOM_ASK" ]; then ask "$1" || exit 1
    elif [ -n "$NETLOOM_ASKPASS" ]; then exec "$NETLOOM_ASKPASS" "$1"
    else exit 1; fi ;;
esac
`;

export interface AskpassOptions {
  /** A private folder for the program and what it was asked. */
  readonly folder: string;
  /** The fingerprint that the user has confirmed, `SHA256:…`. */
  readonly hostKey: string | undefined;
  /** ssh may ask in the terminal. */
  readonly isInteractive: boolean;
  /** Asks the user in a window. */
  readonly ask: AskUser | undefined;
}

/** The file in that folder which holds ssh's question about an unknown host key. */
export function questionFile(folder: string): string {
  return join(folder, 'question');
}

/** The environment in which ssh asks as it should. In a terminal it asks there, as it always does. */
export async function askpassEnvironment({
  folder,
  hostKey,
  isInteractive,
  ask,
}: AskpassOptions): Promise<NodeJS.ProcessEnv> {
  // A confirmed fingerprint answers the question, also in a terminal.
  if (isInteractive && hostKey === undefined) return process.env;
  const program = join(folder, 'askpass');
  await writeFile(program, SCRIPT);
  await chmod(program, 0o700);
  const { SSH_ASKPASS: own, ...environment } = process.env;
  return {
    ...environment,
    // Versions before 8.4 look at this one, and do not know the other.
    DISPLAY: environment.DISPLAY ?? ':0',
    SSH_ASKPASS: program,
    SSH_ASKPASS_REQUIRE: 'force',
    NETLOOM_QUESTION: questionFile(folder),
    ...(ask !== undefined && { NETLOOM_ASK: folder, NETLOOM_OWNER: String(process.pid) }),
    ...(hostKey !== undefined && { NETLOOM_HOST_KEY: hostKey }),
    ...(own !== undefined && ask === undefined && { NETLOOM_ASKPASS: own }),
  };
}
