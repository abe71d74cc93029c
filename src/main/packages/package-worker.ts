import { parentPort } from 'node:worker_threads';
import { failed, success } from '../../contract/failure';
import { writePackage } from './pack';
import { PackageError } from './package-error';
import type { PackageAnswer, PackageJob } from './package-thread';
import { unpackPackage } from './unpack';

/** A thread that writes or reads one package, so that main's own thread never waits for that. */

async function carryOut(job: PackageJob): Promise<PackageAnswer> {
  try {
    if (job.type === 'unpack') return success(await unpackPackage(job.path, job.folder));
    await writePackage(job.path, job.contents);
    return success(null);
  } catch (error) {
    if (error instanceof PackageError) return failed(error.failure);
    throw error;
  }
}

parentPort?.once('message', (job: PackageJob) => {
  void carryOut(job).then((answer) => parentPort?.postMessage(answer));
});
