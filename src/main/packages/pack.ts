import { basename } from 'node:path';
import { failure } from '../../contract/failures';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { writeFileAtomically } from '../files/atomic-write';
import { writeFailure } from '../files/file-failure';
import { ZipTooLargeError } from '../files/zip-records';
import { type CollectedRun, collectRun, EVENTS_FILE, RECORD_FILE } from './collect-run';
import { MANIFEST_FILE, type Manifest, PACKAGE_DOCUMENT, PACKAGE_README, PACKAGE_VERSION } from './manifest';
import { PackageError } from './package-error';
import { curvePicture } from './pictures/curve-picture';
import { type ZipSource, zipPieces } from './zip-writer';

/** A run that is to go into a package. */
export interface RunToPack {
  /** Of the app's, or of `train --out`. */
  readonly folder: string;
  /** What it is called, for people. */
  readonly name: string;
  /** A picture of its results on the test set, as SVG; null: there is none. */
  readonly results: string | null;
}

export interface PackageContents {
  /** The text of the network's file. */
  readonly document: string;
  readonly documentName: string;
  readonly notes: string;
  readonly runs: readonly RunToPack[];
  readonly hasWeights: boolean;
  readonly appVersion: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Writes a network with its runs into one file, atomically.
 *
 * @throws PackageError
 */
export async function writePackage(path: string, contents: PackageContents): Promise<void> {
  const name = basename(path);
  const entries: ZipSource[] = [];
  const runs: { folder: string; name: string }[] = [];
  for (const run of contents.runs) {
    const collected = await collectRun(run.folder);
    if (collected === null) {
      throw new PackageError(failure('packed-run-unusable', { name, run: run.name }));
    }
    const folder = `runs/${runs.length + 1}`;
    runs.push({ folder, name: run.name });
    entries.push(...runEntries(folder, run, collected, contents.hasWeights));
  }
  const { notes, appVersion, now: createdAt, documentName } = contents;
  const manifest: Manifest = {
    ...{ format: 'netloom-package', version: PACKAGE_VERSION, name: documentName },
    ...{ createdAt, appVersion, notes, runs },
  };
  const all: ZipSource[] = [
    { path: MANIFEST_FILE, content: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: PACKAGE_README, content: readme(manifest) },
    { path: PACKAGE_DOCUMENT, content: contents.document },
    ...entries,
  ];
  try {
    await writeFileAtomically(path, zipPieces(all));
  } catch (error) {
    if (error instanceof ZipTooLargeError) throw new PackageError(failure('package-too-large', { name }));
    throw new PackageError(writeFailure(path, error), error);
  }
}

function runEntries(
  folder: string,
  { name, results }: RunToPack,
  run: CollectedRun,
  hasWeights: boolean,
): ZipSource[] {
  const { record, document, eventsFile, events, points, epochs, weights } = run;
  const curve = curvePicture(name, points, epochs);
  const lines = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  return [
    { path: `${folder}/${RECORD_FILE}`, content: `${JSON.stringify(record, null, 2)}\n` },
    { path: `${folder}/document.json`, content: serializeDocument(document) },
    eventsFile === null
      ? { path: `${folder}/${EVENTS_FILE}`, content: lines }
      : { path: `${folder}/${EVENTS_FILE}`, file: eventsFile },
    ...(curve === null ? [] : [{ path: `${folder}/curve.svg`, content: curve }]),
    ...(results === null ? [] : [{ path: `${folder}/results.svg`, content: results }]),
    ...(hasWeights ? weights.map((file) => ({ path: `${folder}/${file.name}`, file: file.file })) : []),
  ];
}

/** For whoever unpacks it with another program. */
function readme({ name, notes, runs }: Manifest): string {
  return [
    `${name}: a package of Netloom. Open this .netloom file with Netloom, or unpack it with "cli unpack".`,
    '',
    `${PACKAGE_DOCUMENT}: the network and its training settings`,
    ...runs.map((run) => `${run.folder}: ${run.name}`),
    '',
    'In a run: record.json (its results), document.json (the network it trained), events.jsonl (its curves), checkpoint-*.safetensors',
    '(its weights), curve.svg and results.svg (small pictures).',
    ...(notes.trim() === '' ? [] : ['', notes.trim()]),
    '',
  ].join('\n');
}
