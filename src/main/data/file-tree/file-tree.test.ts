import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openFileTree } from './open-file-tree';
import { SourceProblemError } from './source-problem-error';
import { sourcesForTests, writeFiles } from './testing/source-folder';
import { type ZipPart, zipOf } from './testing/write-zip';

const sources = sourcesForTests();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const reasons = (tree: { skipped: readonly { path: string; reason: string }[] }) =>
  Object.fromEntries(tree.skipped.map(({ path, reason }) => [path, reason]));

describe('a folder', () => {
  it('lists files and folders, sorted, and skips with a reason what is none of the user’s', async () => {
    const tree = await sources.openFolder({
      'b/2.png': 'two',
      'a/1.png': 'one',
      'a/Thumbs.db': 'x',
      'a/.DS_Store': 'x',
      'a/._1.png': 'x',
      'empty/': '',
      '.git/config': 'x',
      '.hidden': 'x',
      'b/.ipynb_checkpoints/2-checkpoint.png': 'x',
      '__MACOSX/a/._1.png': 'x',
    });
    expect(tree.kind).toBe('folder');
    expect(tree.files.map(({ path, size }) => [path, size])).toEqual([
      ['a/1.png', 3],
      ['b/2.png', 3],
    ]);
    expect(tree.folders).toEqual(['a', 'b', 'empty']);
    expect(reasons(tree)).toEqual({
      '.git': 'hidden',
      '.hidden': 'hidden',
      __MACOSX: 'system-file',
      'a/.DS_Store': 'system-file',
      'a/._1.png': 'system-file',
      'a/Thumbs.db': 'system-file',
      'b/.ipynb_checkpoints': 'system-file',
    });
    expect(text(await tree.read('a/1.png', 3))).toBe('one');
    expect(text(await tree.readHead('b/2.png', 2))).toBe('tw');
    expect(text(await tree.readRange('b/2.png', 1, 9))).toBe('wo');
  });

  it('follows links once, and never back', async () => {
    const outside = writeFiles(sources.folder(), { 'far/3.png': 'three' });
    const root = writeFiles(sources.folder(), { 'a/1.png': 'one' });
    symlinkSync('..', join(root, 'a', 'loop'));
    symlinkSync('self', join(root, 'self'));
    symlinkSync('a', join(root, 'again'));
    symlinkSync('nowhere', join(root, 'broken'));
    symlinkSync(join(outside, 'far'), join(root, 'far'));
    symlinkSync(join(outside, 'far'), join(root, 'farther'));
    symlinkSync('a/1.png', join(root, 'one.png'));
    execFileSync('mkfifo', [join(root, 'pipe')]);
    const tree = await sources.open(root);
    expect(tree.files.map(({ path }) => path)).toEqual(['a/1.png', 'far/3.png', 'one.png']);
    expect(reasons(tree)).toEqual({
      'a/loop': 'link-loop',
      again: 'linked-twice',
      broken: 'broken-link',
      farther: 'linked-twice',
      pipe: 'special-file',
      self: 'link-loop',
    });
  });

  it('keeps every name: 255 bytes, spaces, Chinese, emoji, both compositions', async () => {
    const names = [
      `${'長'.repeat(83)}.png`,
      ' a b .png',
      '貓🐈.png',
      'é.png'.normalize('NFC'),
      'é.png'.normalize('NFD'),
    ];
    const tree = await sources.openFolder(Object.fromEntries(names.map((name) => [name, name])));
    expect(tree.files.map(({ path }) => path).sort()).toEqual([...names].sort());
    for (const name of names) expect(text(await tree.read(name, 300))).toBe(name);
  });

  it('names what cannot be read', async () => {
    const root = writeFiles(sources.folder(), { 'a/1.png': 'one' });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xff, 0x2e, 0x61])]), 'x');
    const tree = await sources.open(root);
    expect(tree.files).toHaveLength(1);
    expect(Object.values(reasons(tree))).toEqual(['name-not-unicode']);
    await expect(tree.read('a/1.png', 2)).rejects.toMatchObject({ problem: { reason: 'file-too-large' } });
    await expect(tree.readHead('gone.png', 2)).rejects.toMatchObject({
      problem: { reason: 'unreadable', detail: 'ENOENT' },
    });
    await expect(sources.open(join(root, 'gone'))).rejects.toBeInstanceOf(SourceProblemError);
  });

  it.skipIf(process.getuid?.() === 0)('names folders without access', async () => {
    const root = writeFiles(sources.folder(), { 'a/1.png': 'one', 'b/2.png': 'two' });
    chmodSync(join(root, 'a'), 0);
    const tree = await sources.open(root);
    chmodSync(join(root, 'a'), 0o700);
    expect(reasons(tree)).toEqual({ a: 'unreadable' });
  });

  it('is canceled', async () => {
    const root = writeFiles(sources.folder(), { 'a/1.png': 'one' });
    const canceled = new AbortController();
    canceled.abort();
    await expect(openFileTree(root, { signal: canceled.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('finds files in a tree of any shape', async () => {
    const segment = fc.stringMatching(/^[a-c貓]{1,2}$/);
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.png`);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(path, { maxLength: 20 }), async (paths) => {
        const root = sources.folder();
        const written = paths.filter((one) => tryWrite(root, one));
        const tree = await sources.open(root);
        expect(tree.files.map((file) => file.path)).toEqual([...written].sort((a, b) => (a < b ? -1 : 1)));
      }),
      { numRuns: 30 },
    );
  });
});

function tryWrite(root: string, path: string): boolean {
  try {
    writeFiles(root, { [path]: path });
    return true;
  } catch {
    return false; // A file has the name of the folder.
  }
}

describe('a zip archive', () => {
  it('reads as the folder it was made of', async () => {
    const tree = await sources.openZip([
      { name: 'data/' },
      { name: 'data/b/2.png', content: 'two'.repeat(1000) },
      { name: './data/a//1.png', content: 'one', isStored: true },
      { name: 'data/a/.DS_Store', content: 'x' },
      { name: '__MACOSX/data/._a' },
      { name: '__MACOSX/data/._b' },
      { name: 'data/empty/' },
    ]);
    expect(tree.kind).toBe('zip');
    expect(tree.files).toEqual([
      { path: 'data/a/1.png', size: 3 },
      { path: 'data/b/2.png', size: 3000 },
    ]);
    expect(tree.folders).toEqual(['data', 'data/a', 'data/b', 'data/empty']);
    expect(reasons(tree)).toEqual({ __MACOSX: 'system-file', 'data/a/.DS_Store': 'system-file' });
    expect(text(await tree.read('data/a/1.png', 9))).toBe('one');
    expect(text(await tree.read('data/b/2.png', 3000))).toBe('two'.repeat(1000));
    expect(text(await tree.readHead('data/b/2.png', 5))).toBe('twotw');
    expect(text(await tree.readRange('data/b/2.png', 3, 4))).toBe('twot');
    const copy = await tree.onDisk('data/a/1.png');
    expect(readFileSync(copy, 'utf8')).toBe('one');
    await tree.close();
    expect(existsSync(copy)).toBe(false);
  });

  it('skips what leads out of it, what is encrypted, packed in a rare way, a link, or there twice', async () => {
    const tree = await sources.openZip([
      { name: '../evil.png' },
      { name: '/etc/passwd' },
      { name: 'a\\..\\..\\evil.png', system: 0 },
      { name: 'C:\\evil.png' },
      { name: 'secret.png', flags: 0x801 },
      { name: 'rare.png', method: 14 },
      { name: 'link.png', mode: 0o120777 },
      { name: 'twice.png', content: 'first' },
      { name: 'twice.png', content: 'second' },
      { name: 'windows\\1.png', system: 0 },
      { name: 'unix\\1.png' },
    ]);
    expect(tree.files.map(({ path }) => path)).toEqual(['twice.png', 'unix\\1.png', 'windows/1.png']);
    expect(text(await tree.read('twice.png', 9))).toBe('second');
    expect(reasons(tree)).toEqual({
      '../evil.png': 'unsafe-path',
      '/etc/passwd': 'unsafe-path',
      'C:\\evil.png': 'unsafe-path',
      'a/../../evil.png': 'unsafe-path',
      'link.png': 'link-in-archive',
      'rare.png': 'unsupported-compression',
      'secret.png': 'encrypted',
      'twice.png': 'doubled-path',
    });
  });

  it('decodes names that do not say their encoding: UTF-8, Big5, code page 437', async () => {
    const tree = await sources.openZip([
      { name: Buffer.from('貓/é.png') },
      { name: Buffer.from([0xaa, 0xaf, 0x2f, 0x31, 0x2e, 0x70, 0x6e, 0x67]) },
      { name: Buffer.from([0x4b, 0x84, 0x73, 0x65, 0x2e, 0x70, 0x6e, 0x67]) },
    ]);
    expect(tree.files.map(({ path }) => path).sort()).toEqual(['Käse.png', '狗/1.png', '貓/é.png']);
  });

  it('never unpacks more than it announces', async () => {
    const bomb = Buffer.alloc(50_000_000);
    const tree = await sources.openZip([
      { name: 'big.png', content: bomb },
      { name: 'lies.png', content: bomb, size: 10 },
      { name: 'wrong.png', content: 'x', crc: 7 },
      { name: 'short.png', content: 'x', size: 3 },
    ]);
    await expect(tree.read('big.png', 1000)).rejects.toMatchObject({ problem: { reason: 'file-too-large' } });
    for (const path of ['lies.png', 'wrong.png', 'short.png']) {
      await expect(tree.read(path, 1000)).rejects.toMatchObject({
        problem: { reason: 'damaged-entry', path },
      });
    }
    expect(await tree.readHead('big.png', 16)).toHaveLength(16);
  });

  it('refuses entries that overlap, and other damage, as a whole', async () => {
    const good = zipOf([{ name: 'a.png', content: 'a' }]);
    const damaged: Buffer[] = [
      zipOf([
        { name: 'a', content: 'a' },
        { name: 'a', content: 'a', isOverlapping: true },
      ]),
      good.subarray(0, good.length - 22),
      Buffer.concat([good.subarray(0, 10), good.subarray(good.length - 22)]),
    ];
    for (const bytes of damaged) {
      await expect(sources.openFile('x.zip', bytes)).rejects.toMatchObject({
        problem: { reason: 'damaged-archive' },
      });
    }
    const behind = await sources.openFile(
      'x.exe',
      Buffer.concat([Buffer.from('PK\u0003\u0004 a program'), good]),
    );
    expect(text(await behind.read('a.png', 1))).toBe('a');
  });

  it('is told from one file, and from an array file, by its content', async () => {
    expect((await sources.openFile('a.zip', 'no archive')).kind).toBe('file');
    const arrays: readonly ZipPart[] = [{ name: 'x_train.npy', content: 'x' }];
    expect((await sources.openFile('a.zip', zipOf(arrays))).files.map(({ path }) => path)).toEqual(['a.zip']);
  });

  it('reads what was written, and answers malformed bytes with a problem', async () => {
    const part = fc.record({
      name: fc.stringMatching(/^[a-z貓 ]{1,5}(\/[a-z]{1,3})?\.png$/),
      content: fc.uint8Array({ maxLength: 300 }),
      isStored: fc.boolean(),
    });
    const parts = fc.uniqueArray(part, { selector: ({ name }) => name, minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(parts, fc.nat(), fc.nat(255), async (written, place, byte) => {
        const bytes = zipOf(written);
        const tree = await sources.openFile('x.zip', bytes);
        for (const { name, content } of written) {
          expect(Buffer.from(await tree.read(name, 300)).equals(content)).toBe(true);
        }
        bytes[place % bytes.length] = byte;
        await readAll(bytes).catch((error: unknown) => {
          expect(error).toBeInstanceOf(SourceProblemError);
        });
      }),
      { numRuns: 60 },
    );
  });
});

async function readAll(bytes: Buffer): Promise<void> {
  const tree = await sources.openFile('x.zip', bytes);
  for (const { path } of tree.files) {
    await tree.read(path, 1000);
    await tree.readHead(path, 8);
  }
}

describe('an archive of another kind', () => {
  const packed = (...args: string[]) => {
    const root = writeFiles(sources.folder(), { 'a/1.png': 'one' });
    execFileSync('tar', [...args, '-C', root, 'a']);
  };

  it.each([
    ['x.tar', ['-cf'], 'tar'],
    ['x.tgz', ['-czf'], 'tar.gz'],
  ])('has to be unpacked first: %s', async (name, options, kind) => {
    const archive = join(sources.folder(), name);
    packed(...options, archive);
    await expect(sources.open(archive)).rejects.toMatchObject({
      problem: { reason: 'other-archive', detail: kind },
    });
  });

  it.each([
    ['x.rar', 'Rar!\u001a\u0007\u0001', 'RAR'],
    ['named.csv', Buffer.from('377abcaf271c0004', 'hex'), '7z'],
    ['x.tar.xz', Buffer.from('fd377a585a0000', 'hex'), 'xz'],
    ['x.tar.bz2', 'BZh91AY&SY', 'bzip2'],
    ['x.tar.zst', Buffer.from('28b52ffd00', 'hex'), 'Zstandard'],
  ])('is known by how it begins, whatever it is called: %s', async (name, content, kind) => {
    await expect(sources.openFile(name, content)).rejects.toMatchObject({
      problem: { reason: 'other-archive', detail: kind },
    });
  });

  it('is not a table that is packed', async () => {
    const table = gzipSync(Array.from({ length: 9_000 }, (_, row) => `${row},${row * row}`).join('\n'));
    expect((await sources.openFile('x.csv.gz', table)).kind).toBe('file');
  });
});
