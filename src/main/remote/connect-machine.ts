import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { lookAround } from './check-target';
import type { RemoteTarget } from './remote-target';
import { type ConnectOptions, SshConnection } from './ssh-connection';

/** Connects to a machine that is to train, and fails where it does not have that version of the trainer. */
export async function connectMachine(
  target: RemoteTarget,
  version: string,
  options: ConnectOptions = {},
): Promise<Reply<SshConnection>> {
  const opened = await SshConnection.open(target, options);
  if (!opened.ok) return opened;
  const looked = await lookAround(opened.value, target);
  if (looked.ok && looked.value.versions.includes(version)) return success(opened.value);
  await opened.value.close();
  return looked.ok ? failed(failure('remote-not-installed', { host: target.host })) : looked;
}
