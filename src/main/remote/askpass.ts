import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * What ssh asks when there is no terminal. A host key it does not know is written down, and accepted only where its fingerprint is the one that the
 * user has confirmed: ssh itself compares the two. Passphrases are the business of the user's own program, where there is one.
 */
const SCRIPT = `#!/bin/sh
case "$1" in
  *"authenticity of host"*)
    printf '%s\\n' "$1" > "$NETLOOM_QUESTION"
    printf '%s\\n' "\${NETLOOM_HOST_KEY:-no}" ;;
  *"Please type 'yes'"*) echo no ;;
  *) [ -n "$NETLOOM_ASKPASS" ] && exec "$NETLOOM_ASKPASS" "$1"; exit 1 ;;
esac
`;

export interface AskpassOptions {
  /** A private folder for the program and what it was asked. */
  readonly folder: string;
  /** The fingerprint that the user has confirmed, `SHA256:…`. */
  readonly hostKey: string | undefined;
  /** ssh may ask in the terminal. */
  readonly isInteractive: boolean;
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
    ...(hostKey !== undefined && { NETLOOM_HOST_KEY: hostKey }),
    ...(own !== undefined && { NETLOOM_ASKPASS: own }),
  };
}
