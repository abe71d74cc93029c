import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/* Commands that answer as Slurm's do: a queue of one folder, jobs that are processes of this machine. What was seen of the real ones says decision 0328. */

const COMMANDS = {
  sbatch: `script=; name=; partition=; nodes=1
for word; do case "$word" in
  --version) echo 'slurm-stand-in 1.0'; exit ;;
  --job-name=*) name=\${word#*=} ;;
  --chdir=*) cd "\${word#*=}" || exit 1 ;;
  --partition=*) partition=\${word#*=} ;;
  --nodes=*) nodes=\${word#*=} ;;
  -*) ;;
  *) script=$word ;;
esac; done
case "$partition" in gpu9) echo 'sbatch: error: Batch job submission failed: Requested partition is down' >&2; exit 1 ;; esac
job=$(($(cat "$S/last" 2>/dev/null || echo 100) + 1))
echo $job > "$S/last"
echo "$*" > "$S/$job.asked"
echo "$name" > "$S/$job.name"
echo "$nodes" > "$S/$job.nodes"
echo PENDING > "$S/$job.state"
setsid sh "$S/run" $job "$script" > /dev/null 2>&1 < /dev/null &
echo $job`,
  run: `job=$1
while [ -e "$S/held" ]; do sleep 0.1; [ "$(cat "$S/$job.state")" = PENDING ] || exit; done
echo RUNNING > "$S/$job.state"
nodes=$(cat "$S/$job.nodes")
export SLURM_JOB_ID=$job SLURMD_NODENAME=node1 SLURM_JOB_NODELIST="node[1-$nodes]"
# The network between several nodes is one of their own.
[ "$(id -u)" = 0 ] || map=--map-root-user
[ "$nodes" = 1 ] || alone="unshare $map --net sh $S/alone"
env --default-signal=INT,QUIT setsid $alone sh "$2" > slurm.txt 2>&1 < /dev/null &
echo $! > "$S/$job.pid"
wait $! && word=COMPLETED || word=FAILED
[ "$(cat "$S/$job.state")" = RUNNING ] && echo $word > "$S/$job.state"`,
  scontrol: `last=\${3#*-}
seq -f node%g 1 "\${last%]}"`,
  srun: `[ -n "$SLURM_JOB_ID" ] || exit 1
while :; do case "$1" in --nodelist=*) node=\${1#*=} ;; --*) ;; *) break ;; esac; shift; done
echo $$ > "$S/$SLURM_JOB_ID.$node.pid"
SLURMD_NODENAME=$node SLURM_LAUNCH_NODE_IPADDR=127.0.0.1 exec "$@"`,
  alone: 'ip link set lo up && exec "$@"',
  scancel: `signal=; job=
for word; do case "$word" in --signal=*) signal=\${word#*=} ;; -*) ;; *) job=$word ;; esac; done
state=$(cat "$S/$job.state")
if [ -n "$signal" ]; then [ "$state" = RUNNING ] && kill -s "$signal" "$(cat "$S/$job.pid")"; exit; fi
case "$state" in PENDING | RUNNING) echo CANCELLED > "$S/$job.state" ;; esac
[ "$state" = RUNNING ] && kill -s TERM -- "-$(cat "$S/$job.pid")"`,
  squeue: `jobs=; name=
for word; do case "$word" in --jobs=*) jobs=\${word#*=} ;; --name=*) name=\${word#*=} ;; esac; done
if [ -n "$name" ]; then grep -lx "$name" "$S"/*.name | sed 's/.*\\/\\([0-9]*\\).name/\\1/'; exit; fi
if [ ! -e "$S/$jobs.state" ]; then echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1; fi
state=$(cat "$S/$jobs.state")
if [ "$state" = PENDING ]; then echo "$state|PartitionDown"; else echo "$state|None"; fi`,
  sacct: `echo 'Slurm accounting storage is disabled' >&2; exit 1`,
  sinfo: `echo 'cpu2*|10:00|(null)'
echo 'gpu8|infinite|gpu:a100:2'
echo 'gpu8|infinite|gpu:v100:1'
echo 'gpu9|infinite|(null)'`,
} as const;

/** What is none of Slurm's. */
const OWN: ReadonlySet<string> = new Set(['run', 'alone']);

/** A Slurm of commands that are no more than scripts. */
export class SlurmStandIn {
  readonly #state: string;

  /** @param folder for the commands, and what they remember */
  constructor(folder: string) {
    this.#state = join(folder, 'state');
    mkdirSync(this.#state, { recursive: true });
    for (const [name, text] of Object.entries(COMMANDS)) {
      const path = OWN.has(name) ? join(this.#state, name) : join(folder, name);
      writeFileSync(path, `#!/bin/sh\nS='${this.#state}'\n${text}\n`);
      chmodSync(path, 0o700);
    }
  }

  /** Jobs wait. */
  hold(): void {
    writeFileSync(join(this.#state, 'held'), '');
  }

  release(): void {
    rmSync(join(this.#state, 'held'), { force: true });
  }

  /** What `sbatch` was called with for the newest job. */
  get asked(): string {
    return readFileSync(join(this.#state, `${this.#newest}.asked`), 'utf8');
  }

  /** The number of jobs so far. */
  get count(): number {
    return readdirSync(this.#state).filter((name) => name.endsWith('.state')).length;
  }

  /** The newest job's time is nearly over: its script hears so. */
  announceTimeLimit(): void {
    process.kill(this.#pid, 'SIGUSR1');
  }

  /** The node of the newest job is gone, with all that ran there. */
  failNode(): void {
    writeFileSync(join(this.#state, `${this.#newest}.state`), 'NODE_FAIL\n');
    process.kill(-this.#pid, 'SIGKILL');
  }

  /** The process of the newest job on one of its other nodes dies. */
  killProcess(node: string): void {
    const pid = readFileSync(join(this.#state, `${this.#newest}.${node}.pid`), 'utf8');
    process.kill(Number(pid), 'SIGKILL');
  }

  /** Somebody else cancels the newest job. */
  cancel(): void {
    writeFileSync(join(this.#state, `${this.#newest}.state`), 'CANCELLED\n');
    process.kill(-this.#pid, 'SIGTERM');
  }

  /** Ends what still runs. */
  end(): void {
    this.release();
    for (const name of readdirSync(this.#state).filter((one) => one.endsWith('.pid'))) {
      const pid = Number(readFileSync(join(this.#state, name), 'utf8'));
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended.
      }
    }
  }

  get #newest(): string {
    return readFileSync(join(this.#state, 'last'), 'utf8').trim();
  }

  get #pid(): number {
    const path = join(this.#state, `${this.#newest}.pid`);
    if (!existsSync(path)) throw new Error('the job has not begun');
    return Number(readFileSync(path, 'utf8'));
  }
}
