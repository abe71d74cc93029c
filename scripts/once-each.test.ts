import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect, it } from 'vitest';

/** What one function does for everyone: how it looks where it is written out again, and the files that may. */
const ONCE: readonly (readonly [what: string, written: RegExp, homes: string | readonly string[]])[] = [
  ['the type of a block', /['"`^]block:(['"`$(/[])/, 'graph-runtime/document/block-type.ts'],
  ['a reply with a value', /\{ ok: true, value[ :]/, 'contract/failure.ts'],
  ['a reply with a failure', /\{ ok: false, error[ :]/, 'contract/failure.ts'],
  ['the values of a text', /replace(All)?\(\/\\\{\(/, 'graph-runtime/text/fill.ts'],
  ['the name of a file in a path', /split\(\/\[\\\\\/\]\/\)/, 'contract/file-name.ts'],
  [
    'examples of one call',
    /\bmicroBatchSize( = |\)? \?\? )batchSize/,
    'graph-runtime/settings/per-step-batch.ts',
  ],
  ['sizes in bytes', /'megabyte'|'MB'/, 'graph-runtime/text/format-bytes.ts'],
  ['a toast of a failure', /tone: 'danger', text: failureText\(/, 'renderer/store/bridge/show-reply.ts'],
  [
    'tasks one after the other',
    /: Promise<(void|unknown)> = Promise\.resolve\(\)/,
    'main/files/sequencer.ts',
  ],
  [
    'the last part of a path',
    /\.slice\(.*lastIndexOf\('\/'\)/,
    // Of files: with a backslash too, and inside of a data set's source, whose paths have none.
    ['graph-runtime/document/node-path.ts', 'contract/file-name.ts', 'main/data/formats/image-names.ts'],
  ],
  ['the checksum of zip and PNG', /0xedb88320/i, 'main/files/crc32.ts'],
  ['the end of a zip archive that is written', /record\(0x06054b50/, 'main/files/zip-records.ts'],
  [
    'lists by key',
    /=== undefined\) [\w.#?]+\.set\(.*, \[.*\]\);\s*else \w+\.push\(/,
    'graph-runtime/collections/group-by.ts',
  ],
  [
    'what is computed once for each object',
    /new WeakMap<[\s\S]*const known = \w+\.get\([\w.]+\);\s*if \(known !== undefined\) return known(\.result)?;/,
    'graph-runtime/collections/once-per.ts',
  ],
];

/** Replies are the contract's: the results inside of graph-runtime are other types, with diagnostics. */
const isApart = (file: string, homes: string | readonly string[]) =>
  homes === 'contract/failure.ts' && file.startsWith('graph-runtime/');

const source = join(__dirname, '..', 'src');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|(^|\/)testing\//.test(file))
  .map((file) => ({ file, text: readFileSync(join(source, file), 'utf8') }));

it.each(ONCE)('%s: %s is in %s alone', (_, written, homes) => {
  const places = files.flatMap(({ file, text }) =>
    written.test(text) && !isApart(file, homes) ? [file] : [],
  );
  const allowed = [homes].flat();
  expect(places.filter((file) => !allowed.includes(file))).toEqual([]);
  expect(files.map(({ file }) => file)).toEqual(expect.arrayContaining(allowed));
});
