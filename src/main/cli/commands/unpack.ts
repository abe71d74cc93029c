import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { writeFileAtomically } from '../../files/atomic-write';
import { runPackageJob } from '../../packages/package-thread';
import type { UnpackedPackage, UnpackedRun } from '../../packages/unpack';
import { CHECKPOINTS_FOLDER, MARKER_FILE } from '../../trainer/run-folder/folder-contents';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import type { Command } from '../command';
import type { Output } from '../output';
import { terminalFailure } from '../terminal-failure';
import { pathForWriting, userPath } from '../user-path';

const options = { json: { kind: 'flag', help: 'print JSON' } } as const satisfies OptionDefinitions;

/** `unpack FILE DIR`: a package as a folder, whose runs the other commands take. */
export const unpack: Command = {
  takes: 'FILE DIR',
  summary: 'unpacks a network with its runs from one file',
  uses: ['unpack FILE.netloom DIR: makes the folder DIR, with document.json and runs/1, runs/2 …'],
  introduction:
    'Packages may come from strangers: only files of known names are unpacked, each within a limit. The runs can be evaluated, exported and resumed from their folders.',
  options,
  exitCodes: ['unpacked', 'the file is no package, or damaged, or the folder cannot be written'],
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [file, place, ...more] = positionals;
  if (file === undefined || place === undefined || more.length > 0) {
    throw new UsageError('unpack needs a package and a folder to make: unpack FILE.netloom DIR.');
  }
  const path = userPath(file);
  if (!existsSync(path)) throw new UsageError(`There is no file ${file}.`);
  const folder = pathForWriting(place);
  if (existsSync(folder) && (await readdir(folder).catch(() => [''])).length > 0) {
    throw new UsageError(`${place} exists already: name a folder that is not there yet.`);
  }
  if (!existsSync(dirname(folder))) throw new UsageError(`There is no folder ${dirname(folder)}.`);
  // Beside it, so that there is the whole folder or none.
  const incoming = await mkdtemp(join(dirname(folder), '.netloom-unpacking-'));
  try {
    const reply = await runPackageJob({ type: 'unpack', path, folder: incoming });
    if (!reply.ok) {
      output.note(terminalFailure(reply.error));
      return 1;
    }
    for (const one of reply.value.runs) await asTrained(one);
    await rm(folder, { recursive: true, force: true });
    await rename(incoming, folder);
    report(reply.value, incoming, folder, given.json, output);
    return 0;
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
}

/** As `train --out` would have left it, so that `train --resume` takes it. */
async function asTrained({ folder, summary }: UnpackedRun): Promise<void> {
  const checkpoints = join(folder, CHECKPOINTS_FOLDER);
  const weights = (await readdir(folder)).filter((name) => /^(checkpoint|best)-\d+\.safetensors$/.test(name));
  if (weights.length === 0) return;
  await mkdir(checkpoints);
  for (const name of weights) await rename(join(folder, name), join(checkpoints, name));
  const { documentName: network, startedAt } = summary;
  const marker = { format: 'netloom-run', version: 1, network, startedAt: new Date(startedAt).toISOString() };
  await writeFileAtomically(join(folder, MARKER_FILE), `${JSON.stringify(marker, null, 2)}\n`);
}

function report(
  { manifest, runs, problems }: UnpackedPackage,
  incoming: string,
  folder: string,
  isJson: boolean,
  output: Output,
): void {
  const placed = runs.map((one) => ({ ...one, folder: join(folder, one.folder.slice(incoming.length + 1)) }));
  if (isJson) {
    const found = placed.map((one) => ({
      ...{ name: one.name, folder: one.folder, phase: one.summary.phase, epochs: one.summary.epochsDone },
      ...{ testAccuracy: one.summary.bestTestAccuracy, notes: one.summary.notes },
    }));
    output.printJson({ name: manifest.name, folder, notes: manifest.notes, runs: found, problems });
    return;
  }
  for (const problem of problems) output.note(terminalFailure(problem));
  output.print([
    `${manifest.name}: ${join(folder, 'document.json')}`,
    ...placed.map((one) => `${basename(one.folder)}: ${one.name} (${one.folder})`),
    ...(manifest.notes.trim() === '' ? [] : ['', manifest.notes.trim()]),
  ]);
}
