import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DatasetSummary, DeviceInfo } from '../../../contract/contract';
import { failureText } from '../../../contract/failures';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { findDataset, listDatasets } from '../../data/dataset-catalog';
import { datasetRoots } from '../../data/dataset-roots';
import { loadDataset } from '../../data/load-dataset';
import { findResourceRoot } from '../../files/resource-root';
import { availableMemory, memoryLimit } from '../../machine/available-memory';
import { findUserSettings } from '../../trainer/engine/environment.mjs';
import { type OptionDefinitions, parseCommandLine } from '../arguments';
import type { Command } from '../command';
import { groupDigits } from '../figures';
import type { Output } from '../output';
import { exitCodeOf, exitFailureLines, runTrainerJob } from '../trainer-job';
import { describeCapabilities, describeSettings } from './engine-findings';
import type { Finding } from './finding';

const SET_UP = 'npm run setup';
const OLDEST_NODE = [20, 19] as const;
/** Less than this, and even LeNet may not train. */
const LEAST_MEMORY = 1e9;

/** What the set-up wrote down of the Electron it put in place. */
const setUpStateSchema = z.object({
  electron: z.object({ executable: z.string(), version: z.string(), node: z.string() }),
  engine: z.object({
    label: z.string(),
    reason: z.string(),
    environment: z.record(z.string(), z.string()),
  }),
});

const options = {
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `doctor`: what is on this machine, what runs, and how to fix what is missing. */
export const doctor: Command = {
  takes: '',
  summary: 'checks the installation: what was found, and what is missing',
  uses: ['doctor: checks the installation: what was found, what works, and how to fix what is missing'],
  options,
  exitCodes: ['everything needed is there', 'something is missing'],
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { options: given } = parseCommandLine(args, options);
  const root = findResourceRoot(__dirname);
  const state = await readSetUpState(root);
  const probe = await probeEngine(output, state?.engine);
  if (typeof probe === 'number') return probe;
  const findings = [
    findNode(),
    findElectron(state?.electron),
    ...probe,
    describeSettings(userSettings(state?.engine.environment ?? {})),
    findMemory(),
    await findDatasets(),
  ];
  const problems = findings.filter(({ fix }) => fix !== undefined);
  if (given.json) {
    output.printJson({
      ok: problems.length === 0,
      ...Object.fromEntries(findings.map(({ id, facts }) => [id, facts])),
      problems: problems.map(({ id, found, fix }) => ({ id, found, fix })),
    });
  } else {
    output.print(describe(findings));
  }
  return problems.length === 0 ? 0 : 1;
}

/** What the set-up found the library to need is in this process's environment, too. */
function userSettings(needed: Readonly<Record<string, string>>) {
  return findUserSettings(process.env).filter(({ name, value }) => needed[name] !== value);
}

function describe(findings: readonly Finding[]): readonly string[] {
  const width = Math.max(...findings.map(({ label }) => label.length));
  const indent = `  ${' '.repeat(width)}  `;
  return findings.flatMap(({ label, found, fix, isNotice }) => {
    const sign = fix !== undefined ? '✗' : isNotice === true ? '!' : '✓';
    const [first = '', ...more] = found.split('\n');
    const lines = [`${sign} ${label.padEnd(width)}  ${first}`, ...more.map((line) => indent + line)];
    return fix === undefined ? lines : [...lines, `${indent}to fix it: ${fix}`];
  });
}

function findNode(): Finding {
  const version = process.versions.node;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const fix = isOld ? { fix: `install Node ${OLDEST_NODE.join('.')} or newer` } : {};
  return { id: 'node', label: 'Node', found: version, facts: { version }, ...fix };
}

type SetUpState = z.infer<typeof setUpStateSchema>;

async function readSetUpState(root: string): Promise<SetUpState | null> {
  try {
    const text = await readFile(join(root, 'node_modules', '.netloom', 'setup.json'), 'utf8');
    return setUpStateSchema.parse(JSON.parse(text));
  } catch {
    return null; // The set-up has not come to its end: that is the finding.
  }
}

function findElectron(electron: SetUpState['electron'] | undefined): Finding {
  const entry = { id: 'electron', label: 'Electron' } as const;
  if (electron === undefined || !existsSync(electron.executable)) {
    return { ...entry, found: 'not found', facts: null, fix: SET_UP };
  }
  const { version, node } = electron;
  return { ...entry, found: `${version} (with Node ${node})`, facts: { version, node } };
}

/** Loads the engine in a trainer process, as training does; an exit code when the user interrupted that. */
async function probeEngine(
  output: Output,
  expected: SetUpState['engine'] | undefined,
): Promise<Finding[] | number> {
  const nothing = () => undefined;
  output.draw('Loading the engine …');
  const { end, signal } = await runTrainerJob({ type: 'probe' }, nothing, nothing);
  output.draw('');
  if (signal !== null) return exitCodeOf(signal);
  if (end.kind === 'ended' && end.message.type === 'probed') {
    return [
      describeEngine(end.message.engine, expected),
      describeDevice(end.message.device, end.message.cards),
      describeCapabilities(end.message),
    ];
  }
  const reason = end.kind === 'died' ? exitFailureLines(end).join(' ') : 'no answer';
  const found =
    end.kind === 'ended' && 'failure' in end.message
      ? failureText(end.message.failure, 'en')
      : `the engine does not load (${reason})`;
  return [{ ...engineEntry, found, facts: null, fix: SET_UP }];
}

const engineEntry = { id: 'libtensorflow', label: 'libtensorflow' } as const;

/** @param engine as the library names itself, `TensorFlow 2.21.0` */
function describeEngine(engine: string, expected: SetUpState['engine'] | undefined): Finding {
  const version = engine.replace(/^\D*/, '');
  const isExpected = expected?.label.includes(version) === true;
  return {
    ...engineEntry,
    found: isExpected ? `${expected.label}, because ${expected.reason}` : engine,
    facts: { version, ...(isExpected ? { build: expected.label, reason: expected.reason } : {}) },
  };
}

/** What the engine computes on, and the graphics cards it leaves alone. */
function describeDevice(device: DeviceInfo, cards: readonly DeviceInfo[]): Finding {
  const entry = { id: 'device', label: 'Device', facts: { ...device, cards } } as const;
  const others = cards.filter(({ name }) => device.kind === 'cpu' || name !== device.name);
  const found = [device, ...others].map(describeOneDevice).join('; also found:  ');
  const isLeftAlone = device.kind === 'cpu' && cards.length > 0;
  return isLeftAlone
    ? { ...entry, found: `${found}, which the engine cannot use`, fix: SET_UP }
    : { ...entry, found };
}

function describeOneDevice({ kind, name, cores, memoryBytes }: DeviceInfo): string {
  const details = [
    ...(cores === undefined ? [] : [`${cores} cores`]),
    ...(memoryBytes === undefined ? [] : [formatBytes(memoryBytes, 'en')]),
  ];
  return [`${kind.toUpperCase()}: ${name}`, ...details].join(', ');
}

function findMemory(): Finding {
  const available = availableMemory();
  const found = `${formatBytes(available, 'en')} available of ${formatBytes(memoryLimit(), 'en')}`;
  const fix = available < LEAST_MEMORY ? { fix: 'close other programs' } : {};
  const inMegabytes = (bytes: number) => Math.round(bytes / 1e6);
  const facts = { availableMB: inMegabytes(available), totalMB: inMegabytes(memoryLimit()) };
  return { id: 'memory', label: 'Memory', found, facts, ...fix };
}

/** Reads every file that came with the app, so that a damaged one shows here and not in the middle of something. Of the user's, which may take hours to read, it looks at the sizes. */
async function findDatasets(): Promise<Finding> {
  const entry = { id: 'datasets', label: 'Data sets', fix: 'git checkout -- resources/datasets' } as const;
  const roots = datasetRoots(__dirname);
  const { datasets, damaged } = await listDatasets(roots);
  const [first] = damaged;
  if (first !== undefined) {
    const fix = first.isShipped ? entry.fix : `npm run --silent cli -- data remove ${first.id}`;
    return { ...entry, found: failureText(first.failure, 'en'), facts: null, fix };
  }
  for (const { id } of datasets.filter(({ isShipped }) => isShipped)) {
    const found = await findDataset(roots, id);
    const loaded = found.ok ? await loadDataset(found.value) : found;
    if (!loaded.ok) return { ...entry, found: failureText(loaded.error, 'en'), facts: null };
  }
  if (datasets.length === 0) return { ...entry, found: 'none', facts: [] };
  const describeOne = ({ name, trainCount, testCount }: DatasetSummary) =>
    `${name} (${groupDigits(trainCount)} training and ${groupDigits(testCount)} test examples)`;
  return {
    id: entry.id,
    label: entry.label,
    found: datasets.map(describeOne).join(', '),
    facts: datasets.map(({ id, name, trainCount, testCount }) => ({ id, name, trainCount, testCount })),
  };
}
