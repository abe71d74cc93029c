import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import type { RunToPack } from '../../packages/pack';
import { runPackageJob } from '../../packages/package-thread';
import { resultsTitle } from '../../packages/pictures/output-title';
import { resultsPicture } from '../../packages/pictures/results-picture';
import { readStoredDocument } from '../../trainer/run-folder/stored-document';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import { askNetwork } from '../ask-network';
import { mainOutputsOf } from '../main-outputs';
import type { Command } from '../command';
import { readNetwork } from '../network-argument';
import type { Output } from '../output';
import { requireFilePlace } from '../place-for-writing';
import { terminalFailure } from '../terminal-failure';
import { documentFileIn, trainedWeightsAt } from '../trained-network';
import { userPath } from '../user-path';

const options = {
  run: {
    kind: 'texts',
    what: 'the folder of a run',
    value: 'DIR',
    help: 'a run that goes along: the folder of "train --out", or of one of the app\'s runs. May be given several times.',
  },
  notes: {
    kind: 'text',
    what: 'a text',
    value: 'TEXT',
    help: 'what is shown to whoever opens the package',
  },
  'no-weights': { kind: 'flag', help: 'leave the weights out; curves and results stay' },
  results: { kind: 'flag', help: 'evaluate the runs on the test set, and add a picture of each result' },
  overwrite: { kind: 'flag', help: 'replace OUT if it exists' },
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `package NETWORK OUT`: a network with its runs in one file. */
export const packageCommand: Command = {
  takes: 'NETWORK OUT',
  summary: 'writes a network with its runs, notes and results into one file',
  uses: [
    'package FILE OUT.netloom --run DIR: packs a network file and a run',
    'package DIR OUT.netloom: packs the network of a run, with the run',
  ],
  introduction:
    'The app opens such a file, and "unpack" takes it apart. It is a zip archive: any program can look into it. The data set does not go along.',
  options,
  exitCodes: ['written', 'a run or the network cannot be read, or the file cannot be written'],
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const [place, out, ...more] = positionals;
  if (place === undefined || out === undefined || more.length > 0) {
    throw new UsageError(
      'package needs a network (or the folder of a run) and a file to write: package NETWORK OUT.netloom.',
    );
  }
  const path = requireFilePlace(out, given.overwrite);
  const folders = runFolders(place, given.run ?? []);
  const network = await readNetwork('package', [documentFileIn(place)], given.json, output);
  if (!network.ok) return network.exitCode;
  const { document } = network;
  const runs: RunToPack[] = [];
  for (const folder of folders) {
    const packed = await runToPack(folder, given.results, output);
    if (!packed.ok) return packed.exitCode;
    runs.push(packed.run);
  }
  if (!given.json) output.draw(`Writing ${basename(path)} …`);
  const reply = await runPackageJob({
    type: 'pack',
    path,
    contents: {
      ...{ document: serializeDocument(document), documentName: document.name, notes: given.notes ?? '' },
      ...{ runs, hasWeights: !given['no-weights'], appVersion: '', now: Date.now() },
    },
  });
  output.draw('');
  if (!reply.ok) {
    output.note(terminalFailure(reply.error));
    return 1;
  }
  if (given.json) output.printJson({ name: document.name, path, runs: runs.length });
  else output.print(`${path} (${runs.length === 1 ? '1 run' : `${runs.length} runs`})`);
  return 0;
}

function runFolders(place: string, given: readonly string[]): readonly string[] {
  const named = given.map((name) => {
    const folder = userPath(name);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
      throw new UsageError(`There is no folder ${name}.`);
    }
    return folder;
  });
  const path = userPath(place);
  const isRun = existsSync(path) && statSync(path).isDirectory();
  return [...new Set([...(isRun ? [path] : []), ...named])];
}

type Packed =
  | { readonly ok: true; readonly run: RunToPack }
  | { readonly ok: false; readonly exitCode: number };

async function runToPack(folder: string, hasResults: boolean, output: Output): Promise<Packed> {
  const name = basename(folder);
  const stored = await readStoredDocument(folder, folder);
  if (!hasResults || stored.from === 'nowhere') return { ok: true, run: { folder, name, results: null } };
  output.draw(`Evaluating ${name} …`);
  const { document } = stored;
  const asked = await askNetwork(document, trainedWeightsAt(folder), [{ type: 'evaluation' }], output);
  if (!asked.ok) return asked;
  const [answer] = asked.answers;
  if (answer === undefined || !('metrics' in answer)) throw new Error('no evaluation was answered');
  // The picture shows the first output, which the trainer evaluates where none is asked for, and says which it is.
  const outputs = await mainOutputsOf(document);
  const [first = { label: '', names: [] }] = outputs;
  const results = resultsPicture(resultsTitle(name, first, outputs), answer, first.names);
  return { ok: true, run: { folder, name, results } };
}
