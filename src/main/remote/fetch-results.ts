import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { digestOfFile } from '../files/digest';
import { writeFailure } from '../files/file-failure';
import { isCheckpointFile } from '../trainer/checkpoints/checkpoint-store';
import { type Collected, collectedSchema } from './agent/protocol';
import type { AgentClient } from './agent-client';
import type { Mirror } from './mirror';
import { type SshConnection, transferLine } from './ssh-connection';

/** Fetches checkpoints, weights and the record of a run as they are now. Each file is here as a whole, checked, or not at all. */
export async function fetchResults(
  connection: SshConnection,
  agent: AgentClient,
  mirror: Mirror,
): Promise<Reply<null>> {
  const { run, fetched } = mirror.state;
  const asked = await agent.ask({ op: 'collect', run, have: fetched });
  if (!asked.ok) return asked;
  const { outgoing, changed, all } = collectedSchema.parse(asked.value);
  if (changed.length === 0) return success(null);
  try {
    return await fetchChanged(connection, mirror, { outgoing, changed, all });
  } catch (error) {
    return failed(writeFailure(mirror.folder, error));
  }
}

async function fetchChanged(
  connection: SshConnection,
  mirror: Mirror,
  { outgoing, changed, all }: Collected,
): Promise<Reply<null>> {
  const { target, fetched } = mirror.state;
  await mkdir(mirror.folder, { recursive: true });
  const incoming = await mkdtemp(join(mirror.folder, '.incoming-'));
  try {
    const names = changed.map(({ name }) => basename(name));
    const lines = names.map((name) => transferLine('get', `${target.folder}/${outgoing}/${name}`, name));
    const got = await connection.transfer(incoming, lines);
    if (!got.ok) return got;
    for (const { name, sha256 } of changed) {
      const path = join(incoming, basename(name));
      if ((await digestOfFile(path)) !== sha256) {
        return failed(failure('remote-file-damaged', { name, host: target.host }));
      }
    }
    for (const { name } of changed) {
      const to = join(mirror.folder, name);
      await mkdir(dirname(to), { recursive: true });
      await rename(join(incoming, basename(name)), to);
    }
    const now = Object.fromEntries(changed.map(({ name, sha256 }) => [name, sha256]));
    await mirror.change({ fetched: { ...fetched, ...now } });
    await removeOld(mirror, all);
    return success(null);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

/** Checkpoints that the trainer there has replaced by newer ones. */
async function removeOld({ folder }: Mirror, all: readonly string[]): Promise<void> {
  const here = await readdir(join(folder, 'checkpoints')).catch((): string[] => []);
  for (const name of here) {
    const isOld = isCheckpointFile(name) && !name.startsWith('.') && !all.includes(`checkpoints/${name}`);
    if (isOld) await rm(join(folder, 'checkpoints', name), { force: true });
  }
}
