import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { folderFailure, lookAround, notUnderstood } from './check-target';
import { assembleScript, missingPartsScript, saidLines } from './remote-scripts';
import type { RemoteTarget } from './remote-target';
import { sendFiles } from './send-files';
import type { SshConnection } from './ssh-connection';
import type { TrainerPackage } from './trainer-package';

export interface InstallOptions {
  readonly connection: SshConnection;
  readonly target: RemoteTarget;
  readonly trainer: TrainerPackage;
  /** Before the bytes that are not there yet are sent. */
  readonly onSend: (bytes: number) => void;
  /** While they are sent: how many of them are still missing there. */
  readonly onMissing?: (bytes: number) => void;
  /** When all have come, and are checked and put together. */
  readonly onAssemble?: () => void;
}

/**
 * Puts the trainer into `FOLDER/VERSION` there. What an earlier version or an interrupted installation has brought is not sent again; every
 * file is checked against its SHA-256 there. False: it was there already.
 */
export async function installTrainer(options: InstallOptions): Promise<Reply<boolean>> {
  const { connection, target, trainer } = options;
  const looked = await lookAround(connection, target);
  if (!looked.ok) return looked;
  const { system, machine, versions, freeBytes } = looked.value;
  if (system !== trainer.system || machine !== trainer.machine) {
    const expected = `${trainer.system} ${trainer.machine}`;
    const values = { host: target.host, system, machine, expected };
    return failed(failure('remote-system-unsupported', values));
  }
  if (versions.includes(trainer.version)) return success(false);
  const missing = await findMissing(options);
  if (!missing.ok) return missing;
  const bytes = bytesOf(missing.value);
  // The archive is there twice until it is unpacked.
  const neededBytes = bytes + trainer.archive.bytes;
  if (neededBytes > freeBytes) {
    return failed(failure('remote-no-room', { host: target.host, neededBytes, freeBytes }));
  }
  options.onSend(bytes);
  const sent = await sendParts(options, missing.value);
  if (!sent.ok) return sent;
  options.onAssemble?.();
  const { folder } = target;
  const script = assembleScript(
    { folder, version: trainer.version },
    missing.value.map(({ sha256 }) => sha256),
    trainer.archive.sha256,
    trainer.parts,
  );
  const { stdout, stderr } = await connection.script(script);
  const said = saidLines(stdout);
  if (said.some(([key]) => key === 'damaged')) {
    return failed(failure('remote-file-damaged', { name: 'trainer', host: target.host }));
  }
  if (!said.some(([key]) => key === 'end')) return failed(notUnderstood(target, stderr));
  return success(true);
}

const LOOK_MILLISECONDS = 1_000;

async function sendParts(options: InstallOptions, parts: readonly MissingPart[]): Promise<Reply<null>> {
  const { connection, target, onMissing } = options;
  let isSending = true;
  const watch = async () => {
    while (onMissing !== undefined && isSending) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
      const missing = isSending ? await findMissing(options) : null;
      if (missing?.ok === true && isSending) onMissing(bytesOf(missing.value));
    }
  };
  void watch();
  try {
    return await sendFiles(
      connection,
      parts.map(({ source, sha256, there }) => ({
        source,
        to: `${target.folder}/store/incoming/${sha256}`,
        isContinued: there > 0,
      })),
    );
  } finally {
    isSending = false;
  }
}

function bytesOf(parts: readonly MissingPart[]): number {
  return parts.reduce((sum, part) => sum + part.bytes - part.there, 0);
}

interface MissingPart {
  readonly source: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Bytes that have come already. */
  readonly there: number;
}

async function findMissing({
  connection,
  target,
  trainer,
}: InstallOptions): Promise<Reply<readonly MissingPart[]>> {
  const all = [trainer.archive, ...trainer.parts];
  const parts = [...new Map(all.map((part) => [part.sha256, part])).values()];
  const { stdout, stderr } = await connection.script(missingPartsScript(target.folder, parts));
  const said = saidLines(stdout);
  const refused = folderFailure(target, said);
  if (refused !== null) return failed(refused);
  if (!said.some(([key]) => key === 'end')) return failed(notUnderstood(target, stderr));
  const there = new Map(
    said
      .filter(([key]) => key === 'missing' || key === 'partial')
      .map(([, value]) => value.split(' '))
      .map(([sha256 = '', bytes = '0']) => [sha256, Number(bytes)]),
  );
  return success(
    parts.flatMap((part) => {
      const come = there.get(part.sha256);
      return come === undefined ? [] : [{ ...part, there: come <= part.bytes ? come : 0 }];
    }),
  );
}
