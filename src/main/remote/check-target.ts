import { type Failure, failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { MachineReport } from '../../contract/remote-channels';
import { checkScript, saidLines } from './remote-scripts';
import type { RemoteTarget } from './remote-target';
import { type ConnectOptions, SshConnection } from './ssh-connection';

/** Connects, and looks. Nothing there is changed. */
export async function checkTarget(
  target: RemoteTarget,
  options: ConnectOptions = {},
): Promise<Reply<MachineReport>> {
  const opened = await SshConnection.open(target, options);
  if (!opened.ok) return opened;
  try {
    return await lookAround(opened.value, target);
  } finally {
    await opened.value.close();
  }
}

/** The same over a connection that is there. */
export async function lookAround(
  connection: SshConnection,
  target: RemoteTarget,
): Promise<Reply<MachineReport>> {
  const { stdout, stderr } = await connection.script(checkScript(target.folder));
  const said = saidLines(stdout);
  const refused = folderFailure(target, said);
  if (refused !== null) return failed(refused);
  const valuesOf = (key: string) => said.filter(([name]) => name === key).map(([, value]) => value);
  const [end] = valuesOf('end');
  if (end === undefined) return failed(notUnderstood(target, stderr || stdout));
  const first = (key: string) => valuesOf(key)[0] ?? '';
  return success({
    hostKey: connection.hostKey,
    system: first('system'),
    machine: first('machine'),
    processor: first('processor'),
    cores: Number(first('cores')) || 0,
    memoryBytes: (Number(first('memory')) || 0) * 1024,
    cards: valuesOf('card'),
    versions: valuesOf('version'),
    freeBytes: (Number(first('room')) || 0) * 1024,
  });
}

/** Why the folder there is not to be used. */
export function folderFailure(
  { host, folder }: RemoteTarget,
  said: readonly (readonly [string, string])[],
): Failure | null {
  for (const [key, value] of said) {
    if (key === 'link') return failure('remote-folder-is-link', { host, folder, target: value });
    if (key === 'file' || key === 'foreign') return failure('remote-folder-foreign', { host, folder });
  }
  return null;
}

/** The other side did not answer as a POSIX shell does. */
export function notUnderstood({ host }: RemoteTarget, answer: string): Failure {
  const reason = answer.trim().split(/\r?\n/).at(-1) ?? '';
  return failure('remote-not-understood', { host, reason: reason === '' ? '-' : reason }, { detail: answer });
}
