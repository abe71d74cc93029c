import { z } from 'zod';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { RemoteTarget } from './remote-target';
import { shellQuoted } from './shell-quoted';
import type { SshConnection } from './ssh-connection';

/** What the trainer's `doctor` says of the engine, whatever else it finds missing (it needs no window there). */
const doctorSchema = z.object({
  libtensorflow: z.object({ version: z.string() }),
  device: z.object({ name: z.string() }),
});

/** Loads the engine there. Answers TensorFlow's version and what it computes on. */
export async function testTrainer(
  connection: SshConnection,
  { host, folder }: RemoteTarget,
  version: string,
): Promise<Reply<{ readonly engine: string; readonly device: string }>> {
  const place = shellQuoted(`${folder}/${version}`);
  const { stdout, stderr } = await connection.script(
    `cd && cd ${place} && ./node cli/cli.js doctor --json\n`,
  );
  const line = stdout.split('\n').find((one) => one.startsWith('{"ok"'));
  try {
    const { libtensorflow, device } = doctorSchema.parse(JSON.parse(line ?? ''));
    return success({ engine: libtensorflow.version, device: device.name });
  } catch {
    const reason = (stderr || stdout).trim().split(/\r?\n/).at(-1) ?? '';
    return failed(
      failure('remote-trainer-broken', { host, reason: reason === '' ? '-' : reason }, { detail: stderr }),
    );
  }
}
