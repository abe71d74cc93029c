import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isTrainedTogether, type SlurmSettings } from '../../../contract/slurm';
import { failure } from '../../../contract/failures';
import { SLURM_NODE } from '../slurm-nodes';
import { shellQuoted } from '../shell-quoted';
import { AgentFailure } from './agent-files';
import type { EndCause, JobState } from './protocol';
import { DETACHED, readWord } from './run-files-there';

/** The batch script of a run: that a run is Slurm's says that it is there. */
export const JOB_SCRIPT = 'job.sh';
const JOB_FILE = 'job';
/** Written by the script when Slurm announces the end of the job's time. */
const TIME_LIMIT_FILE = 'time-limit';
/** Before the time limit: enough for a step and a checkpoint. Slurm looks once a minute. */
const NOTICE_SECONDS = 120;

/**
 * The same command as without Slurm, in a job. Signals come to the script alone, and it hands them to the trainer alone: SIGINT stops that after
 * its step, with a checkpoint, whether a person or the time limit asks for it. When a job is canceled, every process gets SIGTERM; the script
 * ignores it to write the exit code.
 *
 * On several nodes, the trainer starts a process on each of the others. They end with it, or else with the script.
 */
function jobScript(folder: string, command: readonly string[], isTogether: boolean): string {
  const words = command.map(shellQuoted).join(' ');
  const others = isTogether ? TOGETHER : '';
  return `#!/bin/sh
# Made by Netloom for one run.
cd ${shellQuoted(folder)} || exit 1
pass() { kill -s "$1" "$(cat pid)" 2>/dev/null; }
trap 'pass INT' INT
trap 'echo 1 > ${TIME_LIMIT_FILE}; pass INT' USR1
trap 'pass USR2' USR2
trap 'pass CONT' CONT
trap : TERM
/bin/sh -c ${shellQuoted(`trap : TERM\n${DETACHED}`)} sh ${words}${others} &
child=$!
while kill -0 "$child" 2>/dev/null; do wait "$child"; done
exit "$(cat exit 2>/dev/null || echo 1)"
`;
}

/** Options for a process on each of the job's other nodes: this script runs on the first. Whoever gave the number of nodes has vouched for their network. */
const TOGETHER = ` --closed-network --anyway --with "$(scontrol show hostnames "$SLURM_JOB_NODELIST" | tail -n +2 | sed 's/^/${SLURM_NODE}/' | paste -sd , -)"`;

/** Hands the command to Slurm, and answers when the job has a number. */
export async function submitJob(
  host: string,
  folder: string,
  command: readonly string[],
  environment: NodeJS.ProcessEnv,
  settings: SlurmSettings,
): Promise<void> {
  for (const name of ['pid', 'exit', JOB_FILE, TIME_LIMIT_FILE])
    await rm(join(folder, name), { force: true });
  const { partition, nodes, cores, gres, time } = settings;
  const script = jobScript(folder, command, isTrainedTogether(settings));
  await writeFile(join(folder, JOB_SCRIPT), script, { mode: 0o700 });
  const options = [
    '--parsable',
    // Started again by Slurm, it would begin from scratch.
    '--no-requeue',
    `--job-name=${jobName(folder)}`,
    `--chdir=${folder}`,
    '--output=slurm.txt',
    `--nodes=${nodes ?? 1}`,
    '--ntasks-per-node=1',
    `--signal=B:USR1@${NOTICE_SECONDS}`,
    ...(partition === null ? [] : [`--partition=${partition}`]),
    ...(cores === null ? [] : [`--cpus-per-task=${cores}`]),
    ...(gres === null ? [] : [`--gres=${gres}`]),
    ...(time === null ? [] : [`--time=${time}`]),
  ];
  const { stdout, stderr, code } = await call('sbatch', [...options, JOB_SCRIPT], folder, environment);
  const job = /^(\d+)/.exec(stdout.trim())?.[1];
  if (code === 'ENOENT') throw new AgentFailure(failure('slurm-missing', { host }));
  if (code !== 0 || job === undefined) {
    await rm(join(folder, JOB_SCRIPT), { force: true });
    const reason =
      (stderr || stdout)
        .trim()
        .split('\n')
        .at(-1)
        ?.replace(/^sbatch: error: /, '') ?? '';
    throw new AgentFailure(failure('slurm-refused', { host, reason: reason === '' ? `${code}` : reason }));
  }
  await writeFile(join(folder, JOB_FILE), job);
}

/** Sends the job's script a signal, which it hands on; one that still waits in the queue is taken out of it by SIGINT. */
export async function signalJob(folder: string, signal: NodeJS.Signals): Promise<void> {
  const job = await jobOf(folder);
  if (job === null) return;
  const state = await jobState(folder);
  if (state?.kind === 'running') {
    await call('scancel', [`--signal=${signal.replace(/^SIG/, '')}`, '--batch', job], folder);
  } else if (state?.kind === 'queued' && signal === 'SIGINT') {
    await call('scancel', [job], folder);
  }
}

const QUEUED = new Set([
  'PENDING',
  'CONFIGURING',
  'REQUEUED',
  'REQUEUE_HOLD',
  'REQUEUE_FED',
  'RESV_DEL_HOLD',
  'SPECIAL_EXIT',
]);
const RUNNING = new Set([
  'RUNNING',
  'COMPLETING',
  'RESIZING',
  'SIGNALING',
  'STAGE_OUT',
  'STOPPED',
  'SUSPENDED',
]);
const CAUSES: Readonly<Record<string, EndCause>> = {
  TIMEOUT: 'time-limit',
  DEADLINE: 'time-limit',
  CANCELLED: 'canceled',
  PREEMPTED: 'canceled',
  REVOKED: 'canceled',
  NODE_FAIL: 'node-failed',
  BOOT_FAIL: 'node-failed',
  OUT_OF_MEMORY: 'out-of-memory',
};

/** What Slurm says of the job; null: it cannot say so now, which is no reason to give the run up. */
export async function jobState(folder: string): Promise<JobState | null> {
  const job = await jobOf(folder);
  // Submitted, and forgotten before its number was written down.
  if (job === null) return { kind: 'ended', cause: 'failed' };
  const format = '--format=%T|%r';
  const queue = await call('squeue', ['--noheader', `--jobs=${job}`, '--states=all', format], folder);
  const [word = '', reason = ''] = queue.stdout.trim().split('\n')[0]?.split('|') ?? [];
  if (queue.code === 0 && word !== '') return stateOf(word, job, reason);
  const isForgotten = queue.code === 0 || /Invalid job id/i.test(queue.stderr);
  if (!isForgotten) return null;
  const account = await call(
    'sacct',
    ['--noheader', '--allocations', '--parsable2', `--jobs=${job}`, '--format=State'],
    folder,
  );
  // `CANCELLED by 1000`.
  const ended = account.stdout.trim().split('\n')[0]?.split(' ')[0] ?? '';
  return ended === '' ? { kind: 'ended', cause: 'failed' } : stateOf(ended, job, '');
}

function stateOf(word: string, job: string, reason: string): JobState {
  if (QUEUED.has(word)) return { kind: 'queued', job, reason: reason === 'None' ? '' : reason };
  if (RUNNING.has(word)) return { kind: 'running' };
  return { kind: 'ended', cause: CAUSES[word] ?? 'failed' };
}

/** Whether Slurm has announced the end of the job's time to it. */
export async function wasAtTimeLimit(folder: string): Promise<boolean> {
  return (await readWord(join(folder, TIME_LIMIT_FILE))) !== null;
}

/** Its number; where a line that was cut has kept it from being written down, Slurm knows it by its name. */
async function jobOf(folder: string): Promise<string | null> {
  const written = await readWord(join(folder, JOB_FILE));
  if (written !== null) return written;
  const found = await call(
    'squeue',
    ['--noheader', `--name=${jobName(folder)}`, '--states=all', '--format=%i'],
    folder,
  );
  const job = /^\d+/.exec(found.stdout.trim())?.[0] ?? null;
  if (job !== null) await writeFile(join(folder, JOB_FILE), job);
  return job;
}

/** Names of runs are unique. */
function jobName(folder: string): string {
  return `netloom-${basename(folder)}`;
}

interface Called {
  readonly stdout: string;
  readonly stderr: string;
  /** Its exit code, or the system's word for why it could not be started. */
  readonly code: number | string;
}

const CALL_MILLISECONDS = 30_000;

function call(
  program: string,
  args: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Called> {
  const options = { cwd: folder, env: environment, timeout: CALL_MILLISECONDS };
  return new Promise((resolve) => {
    execFile(program, [...args], options, (error, stdout, stderr) =>
      resolve({ stdout, stderr, code: error === null ? 0 : (error.code ?? 'killed') }),
    );
  });
}
