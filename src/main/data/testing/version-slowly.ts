import { nodeFileSystem } from '../../files/file-system';
import { writeVersion } from '../versions/write-version';

/* A process that writes a version of a data set until it is killed. It announces each call to the system. */

const [, , shipped = '', user = '', id = ''] = process.argv;
let calls = 0;

async function announced<T>(call: () => Promise<T>): Promise<T> {
  calls += 1;
  process.send?.(calls);
  // Long enough for a kill to come in between.
  await new Promise((resolve) => setTimeout(resolve, 20));
  return call();
}

void writeVersion({
  roots: { shipped, user },
  id,
  name: 'Tiny things v2',
  changes: { labels: [[0, 2]], exclude: [1], include: [] },
  signal: new AbortController().signal,
  onProgress: () => undefined,
  fileSystem: {
    ...nodeFileSystem,
    open: (...given) => announced(() => nodeFileSystem.open(...given)),
    rename: (...given) => announced(() => nodeFileSystem.rename(...given)),
  },
}).then(() => process.send?.(0));
