import { type Failure, failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { MachineReport, MeasuredMachine } from '../../contract/remote-channels';
import type { SlurmPartition, SlurmReport } from '../../contract/slurm';
import { measureLine } from './measure-line';
import { checkScript, saidLines } from './remote-scripts';
import type { RemoteTarget } from './remote-target';
import { type ConnectOptions, SshConnection } from './ssh-connection';

/** Connects, looks, and measures the line. Nothing there is changed. */
export async function checkTarget(
  target: RemoteTarget,
  options: ConnectOptions = {},
): Promise<Reply<MeasuredMachine>> {
  const opened = await SshConnection.open(target, options);
  if (!opened.ok) return opened;
  try {
    return await lookAndMeasure(opened.value, target);
  } finally {
    await opened.value.close();
  }
}

/** The same over a connection that is there. */
export async function lookAndMeasure(
  connection: SshConnection,
  target: RemoteTarget,
): Promise<Reply<MeasuredMachine>> {
  const looked = await lookAround(connection, target);
  return looked.ok ? success({ ...looked.value, lineBits: await measureLine(connection) }) : looked;
}

/** Looks, and measures nothing. */
export async function lookAround(
  connection: SshConnection,
  target: RemoteTarget,
): Promise<Reply<MachineReport>> {
  const { stdout, stderr } = await connection.script(checkScript(target.folder, target.kind));
  const said = saidLines(stdout);
  const refused = folderFailure(target, said);
  if (refused !== null) return failed(refused);
  const valuesOf = (key: string) => said.filter(([name]) => name === key).map(([, value]) => value);
  const [end] = valuesOf('end');
  if (end === undefined) return failed(notUnderstood(target, stderr || stdout));
  const first = (key: string) => valuesOf(key)[0] ?? '';
  const slurm = slurmReport(valuesOf('slurm'), valuesOf('partition'));
  const unusable = slurmFailure(target, slurm);
  if (unusable !== null) return failed(unusable);
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
    ...(slurm !== null && { slurm }),
  });
}

/** A partition has a line for each kind of its nodes. */
function slurmReport([version]: readonly string[], lines: readonly string[]): SlurmReport | null {
  if (version === undefined) return null;
  const partitions = new Map<string, SlurmPartition>();
  for (const line of lines) {
    const [written = '', timeLimit = '', gres = ''] = line.split('|');
    const name = written.replace(/\*$/, '');
    const listed = [partitions.get(name)?.gres ?? '', gres === '(null)' ? '' : gres];
    const cards = [...new Set(listed.filter((one) => one !== ''))].join(', ');
    partitions.set(name, { name, isDefault: written.endsWith('*'), timeLimit, gres: cards });
  }
  return { version, partitions: [...partitions.values()] };
}

/** Why no job of that target could be submitted. */
function slurmFailure(target: RemoteTarget, report: SlurmReport | null): Failure | null {
  if (target.kind !== 'slurm') return null;
  const { host, slurm } = target;
  if (report === null) return failure('slurm-missing', { host });
  const { partition } = slurm;
  const names = report.partitions.map(({ name }) => name);
  if (partition === null || names.length === 0 || names.includes(partition)) return null;
  return failure('slurm-partition-unknown', { host, partition, known: names.join(', ') });
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
