import type { Reply } from '../../contract/contract';
import { startOwnThread } from '../files/own-thread';
import type { PackageContents } from './pack';
import type { UnpackedPackage } from './unpack';

/** What the thread is to do. */
export type PackageJob =
  | { readonly type: 'pack'; readonly path: string; readonly contents: PackageContents }
  | { readonly type: 'unpack'; readonly path: string; readonly folder: string };

export type PackageAnswer<T extends PackageJob['type'] = PackageJob['type']> = Reply<
  T extends 'unpack' ? UnpackedPackage : null
>;

/** Writes or reads a package in its own thread, which ends with it. Rejects when the thread breaks, which is a bug. */
export function runPackageJob<J extends PackageJob>(job: J): Promise<PackageAnswer<J['type']>> {
  const worker = startOwnThread(__dirname, 'package-worker');
  return new Promise((resolve, reject) => {
    worker.on('message', (message: PackageAnswer<J['type']>) => {
      resolve(message);
      void worker.terminate();
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the package thread ended with ${code}`)));
    worker.postMessage(job);
  });
}
