import { mkdir, rm } from 'node:fs/promises';
import type { Failure } from '../../src/contract/contract';
import { PackageError } from '../../src/main/packages/package-error';
import { unpackPackage } from '../../src/main/packages/unpack';
import { connectToOwner } from '../../src/main/processes/parent-port';

export interface UnpackCommand {
  readonly type: 'unpack';
  readonly path: string;
  readonly folder: string;
}

export type UnpackMessage =
  | { readonly type: 'unpacked' }
  | { readonly type: 'command-failed'; readonly failure: Failure }
  | { readonly type: 'broken'; readonly what: string };

/** What the app's thread does with one package (`main/packages/package-worker.ts`), for one after the other. */
const port = connectToOwner<UnpackCommand, UnpackMessage>('It is started by `npm run bench:mutated`.');
port.onCommand(async ({ path, folder }) => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  try {
    await unpackPackage(path, folder);
    port.send({ type: 'unpacked' });
  } catch (error) {
    if (error instanceof PackageError) port.send({ type: 'command-failed', failure: error.failure });
    else port.send({ type: 'broken', what: error instanceof Error ? `${error.stack}` : String(error) });
  }
});
port.onClose(() => process.exit(0));
