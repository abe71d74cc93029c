import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Reply, success } from '../../contract/failure';
import { type SshConnection, transferLine } from './ssh-connection';

/** A file that is put on the other machine. */
export interface FileToSend {
  readonly source: string;
  /** Relative to the home folder there, or absolute. */
  readonly to: string;
  /** A part of it is there, and is completed. */
  readonly isContinued?: boolean;
}

/** Sends files. sftp sees them under numbers as names, so that it finds no pattern or option in what the user called them. */
export async function sendFiles(
  connection: SshConnection,
  files: readonly FileToSend[],
): Promise<Reply<null>> {
  if (files.length === 0) return success(null);
  const links = await mkdtemp(join(tmpdir(), 'netloom-send-'));
  try {
    const lines: string[] = [];
    for (const [index, { source, to, isContinued }] of files.entries()) {
      const name = `file-${index}`;
      await symlink(resolve(source), join(links, name));
      lines.push(transferLine(isContinued === true ? 'reput' : 'put', name, to));
    }
    return await connection.transfer(links, lines);
  } finally {
    await rm(links, { recursive: true, force: true });
  }
}
