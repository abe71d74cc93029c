import { FolderLock } from '../folder-lock';

/* A process that takes the folder it is given, says so, and keeps it until it is told to give it back. */

void FolderLock.acquire(process.argv[2] ?? '').then((reply) => {
  process.send?.(reply.ok ? 'got' : reply.error.code);
  process.on('message', () => {
    if (reply.ok) void reply.value.lock.release().then(() => process.exit(0));
    else process.exit(0);
  });
});
