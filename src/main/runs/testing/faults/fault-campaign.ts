import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SshMachine } from '../../../../testing/ssh-machine';
import { EVENTS_FILE } from '../../../remote/mirror';
import {
  epochsIn,
  eventsHere,
  type Followed,
  hasAll,
  isRising,
  placeThere,
  processThere,
  stateOf,
} from './followed';
import { type Fault, happen, sleep } from './faults';

export interface FaultCampaign {
  readonly machine: SshMachine;
  /** Both have begun. */
  readonly runs: readonly Followed[];
  readonly faults: number;
  readonly kinds: readonly Fault[];
  /** Uniform over 0 to 1. */
  readonly random: () => number;
  readonly log: (line: string) => void;
}

export interface FaultResult {
  readonly faults: number;
  /** How many of each kind. */
  readonly counts: Readonly<Record<string, number>>;
  /** How often a run had ended and was resumed. */
  readonly resumed: number;
  /** Runs that were lost, points that are double, states that are not true. */
  readonly wrong: readonly string[];
}

/** After it a run must be seen to continue, or to have ended. */
const SETTLE_MILLISECONDS = 90_000;
const LOOK_MILLISECONDS = 50;
/** Faults that come before those before them have settled. */
const CROWDED_SHARE = 0.3;

/** Has faults happen to runs at random moments, looks each time whether what is shown of them is true, and resumes those that have ended. */
export async function runFaultCampaign(campaign: FaultCampaign): Promise<FaultResult> {
  const { machine, runs, kinds, random, log } = campaign;
  const counts: Record<string, number> = {};
  const wrong: string[] = [];
  let resumed = 0;
  for (let number = 1; number <= campaign.faults; number += 1) {
    await sleep(random() * 1_000);
    const fault = kinds[Math.floor(random() * kinds.length)];
    if (fault === undefined) throw new Error('no kind of fault');
    const whom = await happen(fault, { machine, runs, random });
    counts[fault] = (counts[fault] ?? 0) + 1;
    const isCrowded = random() < CROWDED_SHARE && number < campaign.faults;
    const states = isCrowded ? [] : await Promise.all(runs.map((run) => settle(run, machine)));
    const found = states.flatMap(({ found: one }) => one);
    wrong.push(...found.map((what) => `after fault ${number} (${fault}, ${whom}): ${what}`));
    log(`${number}: ${fault} (${whom})${isCrowded ? ', more to come' : ''} ${found.join('; ')}`);
    for (const [index, { hasEnded }] of states.entries()) {
      if (!hasEnded) continue;
      resumed += 1;
      log(`  ${runs[index]?.name} has ended: ${runs[index]?.reason.slice(0, 300)}`);
      await runs[index]?.resume();
    }
  }
  for (const run of runs) wrong.push(...(await finish(run, machine)));
  return { faults: campaign.faults, counts, resumed, wrong };
}

interface Settled {
  readonly hasEnded: boolean;
  readonly found: readonly string[];
}

/** Waits until the run is seen to continue, or is said to have ended; then what is shown of it is compared with what is there. */
async function settle(run: Followed, machine: SshMachine): Promise<Settled> {
  const before = eventsHere(run.mirror).length;
  const deadline = performance.now() + SETTLE_MILLISECONDS;
  const isSettled = () =>
    run.shown === 'ended' || (run.shown === 'active' && eventsHere(run.mirror).length > before);
  while (!isSettled()) {
    if (performance.now() > deadline)
      return { hasEnded: false, found: [`${run.name} is lost: ${await described(run, machine)}`] };
    await sleep(LOOK_MILLISECONDS);
  }
  const hasEnded = run.shown === 'ended';
  const isGapless = stateOf(run.mirror) === null || hasAll(epochsIn(eventsHere(run.mirror)));
  const gaps = isGapless ? [] : [`${run.name}: epochs are missing`];
  return { hasEnded, found: [...gaps, ...(await compare(run, machine, hasEnded))] };
}

async function compare(run: Followed, { home }: SshMachine, hasEnded: boolean): Promise<readonly string[]> {
  // It was interrupted before it came there.
  if (stateOf(run.mirror) === null) return run.check();
  const place = placeThere(run.mirror, home);
  // It is written there first.
  const here = eventsHere(run.mirror);
  const there = eventsThere(place);
  const isAlive = processThere(place) !== null;
  return [
    ...(there.subarray(0, here.length).equals(here) ? [] : [`${run.name}: events differ`]),
    ...(isRising(epochsIn(here)) ? [] : [`${run.name}: epochs repeat`]),
    ...(hasEnded && isAlive ? [`${run.name}: is said to have ended (${run.reason}), and trains`] : []),
    ...(hasEnded && here.length !== there.length ? [`${run.name}: has ended without its last events`] : []),
    ...(hasEnded && run.reason === '' ? [`${run.name}: has ended without a reason`] : []),
    ...(await run.check()),
  ];
}

/** None where it was interrupted before its folder was made. */
function eventsThere(place: string): Buffer {
  const path = join(place, EVENTS_FILE);
  return existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
}

async function described(run: Followed, { home }: SshMachine): Promise<string> {
  if (stateOf(run.mirror) === null) return `shown as ${run.shown}, never there`;
  const place = placeThere(run.mirror, home);
  return `shown as ${run.shown}, process there ${processThere(place) ?? 'gone'}, ${eventsHere(run.mirror).length} bytes here`;
}

/** Both are stopped as a person does it. */
async function finish(run: Followed, machine: SshMachine): Promise<readonly string[]> {
  run.stop();
  const deadline = performance.now() + SETTLE_MILLISECONDS;
  while (run.shown !== 'ended') {
    if (performance.now() > deadline) return [`${run.name} does not stop: ${await described(run, machine)}`];
    await sleep(LOOK_MILLISECONDS);
  }
  const found = await compare(run, machine, true);
  return found.filter((what) => !what.endsWith('without a reason'));
}
