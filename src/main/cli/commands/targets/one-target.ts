import type { Reply } from '../../../../contract/failure';
import { findTarget } from '../../../remote/target-store';
import type { RemoteTarget } from '../../../remote/remote-target';
import { type OptionDefinitions, UsageError } from '../../arguments';
import type { Output } from '../../output';
import { suggestedCommand } from '../../shell-command';
import { terminalFailure } from '../../terminal-failure';

/** Options of what connects. */
export const connectOptions = {
  'host-key': {
    kind: 'text',
    what: 'a fingerprint, SHA256:…',
    value: 'FINGERPRINT',
    help: 'with check and install: the fingerprint of the host key to accept, as the machine’s owner gives it',
  },
} as const satisfies OptionDefinitions;

/** The machine whose name is the one argument. */
export async function oneTarget(
  command: string,
  positionals: readonly string[],
): Promise<Reply<RemoteTarget>> {
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) {
    throw new UsageError(`targets ${command} needs the name of one machine: see targets list.`);
  }
  return findTarget(name);
}

/** How a fingerprint is given to ssh; anything else could be a word that it takes for yes. */
export function confirmedKey(given: string | undefined): { readonly hostKey?: string } {
  if (given === undefined) return {};
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(given)) {
    throw new UsageError(
      `--host-key needs a fingerprint such as SHA256:… (43 characters after it), not "${given}".`,
    );
  }
  return { hostKey: given };
}

/** Says why it failed, and how to confirm a host key that was not known. Answers the exit code. */
export function noteFailure(
  reply: Extract<Reply<unknown>, { ok: false }>,
  words: readonly string[],
  output: Output,
): number {
  output.note(terminalFailure(reply.error));
  const key = String(reply.error.values.key ?? '')
    .split(' ')
    .at(-1);
  if (reply.error.code === 'remote-host-key-unknown' && key !== undefined && key.startsWith('SHA256:')) {
    output.note(`Confirm it with: ${suggestedCommand([...words, '--host-key', key])}`);
  }
  return 1;
}
