import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { writeFileAtomically } from '../files/atomic-write';
import { dataFolder } from '../files/data-folder';
import { readFailure, writeFailure } from '../files/file-failure';
import { systemErrorCode } from '../files/file-system';
import { type RemoteTarget, remoteTargetSchema } from './remote-target';

const fileSchema = z.object({ version: z.literal(1), targets: z.array(remoteTargetSchema) });

/** Where the machines are written down, for the window and the command line alike. */
export function targetsFile(): string {
  return dataFolder('targets.json');
}

/** All machines, in the order in which they were added. A file that cannot be read or understood is a failure: it is never written over. */
export async function listTargets(path = targetsFile()): Promise<Reply<readonly RemoteTarget[]>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    return systemErrorCode(error) === 'ENOENT' ? success([]) : failed(readFailure(path, error));
  }
  const parsed = fileSchema.safeParse(parseJson(text));
  if (!parsed.success) return failed(failure('remote-targets-damaged', { path }));
  return success(parsed.data.targets);
}

/** The machine of that name. */
export async function findTarget(name: string, path = targetsFile()): Promise<Reply<RemoteTarget>> {
  const listed = await listTargets(path);
  if (!listed.ok) return listed;
  const found = listed.value.find((target) => target.name === name);
  if (found !== undefined) return success(found);
  const known = listed.value.map((target) => target.name).join(', ');
  return failed(known === '' ? failure('remote-none', { name }) : failure('remote-unknown', { name, known }));
}

/** Adds a machine. Fails where there is one of that name. */
export async function addTarget(target: RemoteTarget, path = targetsFile()): Promise<Reply<null>> {
  const listed = await listTargets(path);
  if (!listed.ok) return listed;
  if (listed.value.some(({ name }) => name === target.name)) {
    return failed(failure('remote-name-taken', { name: target.name }));
  }
  return writeTargets(path, [...listed.value, target]);
}

/** Forgets a machine. What lies there stays. */
export async function removeTarget(name: string, path = targetsFile()): Promise<Reply<RemoteTarget>> {
  const found = await findTarget(name, path);
  const listed = await listTargets(path);
  if (!found.ok || !listed.ok) return found;
  const written = await writeTargets(
    path,
    listed.value.filter((target) => target.name !== name),
  );
  return written.ok ? found : written;
}

async function writeTargets(path: string, targets: readonly RemoteTarget[]): Promise<Reply<null>> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomically(path, `${JSON.stringify({ version: 1, targets }, null, 2)}\n`);
    return success(null);
  } catch (error) {
    return failed(writeFailure(path, error));
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The schema refuses it.
  }
}
