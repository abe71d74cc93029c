import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDataset } from './dataset-catalog';
import type { PreparedExample } from './prepared-example';
import { closeStreamed, openStreamedDataset } from './stream-dataset';
import { TINY_PLAN, tinyExample, writeTiny } from './testing/prepared';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'netloom-streamed-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function* masks(): Generator<PreparedExample> {
  const mask = Uint8Array.of(0, 1, 2, 255);
  for (let number = 0; number < 5; number += 1) {
    yield { ...tinyExample(number, number < 3 ? 'train' : 'test', null), target: mask };
  }
}

async function streamed(id: string) {
  const found = await findDataset({ shipped: join(root, 'none'), user: root }, id);
  if (!found.ok) throw new Error(found.error.code);
  return openStreamedDataset(found.value, join(root, 'cache'));
}

describe('masks that stay on the disk', () => {
  const write = () =>
    writeTiny(root, {
      plan: { ...TINY_PLAN, target: { kind: 'mask', classNames: ['a', 'b', 'c'], ignore: 255 } },
      examples: masks(),
    });

  it('are opened where all labels are of a class or ignored', async () => {
    const opened = await streamed((await write()).id);
    if (!opened.ok) throw new Error(opened.error.code);
    expect(opened.value.train.count).toBe(3);
    closeStreamed(opened.value);
  });

  it.each(['train', 'test'] as const)(
    'are refused with their file where one is beyond the classes: %s',
    async (split) => {
      const { id, folder } = await write();
      const path = join(folder, `${split}.targets`);
      const bytes = readFileSync(path);
      bytes[bytes.length - 2] = 3;
      writeFileSync(path, bytes);
      const opened = await streamed(id);
      expect(opened).toMatchObject({
        ok: false,
        error: { code: 'dataset-of-user-damaged', values: { id } },
      });
      const text = JSON.stringify(opened);
      expect(text).toContain(`${split}.targets`);
      expect(text).toContain('beyond the 3 classes');
    },
  );
});
