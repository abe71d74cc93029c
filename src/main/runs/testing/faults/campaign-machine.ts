import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { HOST, SshMachine } from '../../../../testing/ssh-machine';
import { startCli } from '../../../cli/testing/run-cli';
import { trainerOfTests } from '../remote-runs';
import { FollowedByApp } from './followed-by-app';
import { FollowedByCommand } from './followed-by-command';
import type { Followed } from './followed';
import { clockOf } from './faults';

export interface CampaignMachine {
  readonly machine: SshMachine;
  readonly runs: readonly Followed[];
  /** Its runs lie on a small disk. */
  readonly hasSmallDisk: boolean;
  end(): Promise<void>;
}

/** Another machine that can train, and two runs of this one that have not begun. Both sides have clocks that can be set. */
export async function startCampaignMachine(directory: string, programs: string): Promise<CampaignMachine> {
  const folder = join(directory, 'machine');
  const runsFolder = join(folder, 'home', '.netloom', 'runs');
  mkdirSync(runsFolder, { recursive: true, mode: 0o700 });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256m,mode=700', 'none', runsFolder]);
  const hasSmallDisk = mounted.status === 0;
  const machine = await SshMachine.start(folder, programs, { NODE_OPTIONS: clockOf(folder, 'there') });
  const trainer = await trainerOfTests();
  if (!trainer.ok) throw new Error(JSON.stringify(trainer.error));
  for (const { source, sha256 } of trainer.value.parts) machine.putIntoStore(source, sha256);
  for (const args of [
    ['targets', 'add', 'lab', HOST],
    ['targets', 'install', 'lab'],
  ]) {
    const { code, stderr } = await startCli(args, machine.environment).ended;
    if (code !== 0) throw new Error(stderr);
  }
  const environment = { ...machine.environment, NODE_OPTIONS: clockOf(folder, 'here') };
  const runs = [
    new FollowedByApp(join(directory, 'app'), { ...process.env, ...environment }),
    new FollowedByCommand(directory, environment),
  ];
  return {
    machine,
    runs,
    hasSmallDisk,
    end: async () => {
      for (const run of runs) await run.kill();
      machine.endRuns();
      if (hasSmallDisk) spawnSync('umount', ['-l', runsFolder]);
      await machine.stop();
    },
  };
}
