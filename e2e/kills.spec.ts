import { expect, test } from '@playwright/test';
import { killIfThere, ScriptedSession } from './campaigns/session';

/*
 * Kills each process at random moments of a session of editing and training, and looks what was lost. A run that was interrupted is
 * resumed in the next round. The suite kills a few times; the campaign is `NETLOOM_KILLS=100 npx playwright test kills`, whose
 * figures are in src/main/projects/README.md.
 */

const KILLS = Number(process.env.NETLOOM_KILLS ?? 2);
/** A session before a kill takes up to this long: longer than what may be lost. */
const SESSION_MILLISECONDS = 3_500;

const randomMoment = () => Math.random() * SESSION_MILLISECONDS;

let session: ScriptedSession;
test.beforeEach(async () => {
  test.setTimeout(120_000 + KILLS * 30_000);
  session = new ScriptedSession();
  await session.launch();
});
test.afterEach(async () => {
  const worst = Math.max(0, ...session.losses);
  const { title } = test.info();
  const { atCheckpoint, atBeginning } = session.resumed;
  console.log(
    `${title}: ${session.losses.length} kills, oldest lost edit ${worst} ms old; ` +
      `runs resumed: ${atCheckpoint} at a checkpoint, ${atBeginning} at their beginning`,
  );
  await session.end();
});

test('the window’s process', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    if (kill % 2 === 0) await session.train();
    await session.editFor(randomMoment());
    const pid = await session.pidOfWindow();
    const at = Date.now();
    killIfThere(pid);
    await expect.poll(() => session.pidOfWindow(), { timeout: 30_000 }).not.toBe(pid);
    await session.expectKept(at);
    await session.expectRunSaved();
  }
});

test('main, and all processes at once as a power failure does', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    if (kill % 4 < 2) await session.train();
    await session.editFor(randomMoment());
    const at = await session.killApp(kill % 2 === 1);
    await session.launch();
    await session.expectKept(at);
    await session.expectRunSaved();
  }
});

test('the trainer’s process', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await session.train();
    await session.editFor(randomMoment());
    const at = Date.now();
    for (const pid of session.pidsOfTrainers()) killIfThere(pid);
    // The run has ended, the window is as it was, and the next round trains again.
    await expect.poll(() => session.phase(), { timeout: 30_000 }).toMatch(/failed|interrupted/);
    await session.expectKept(at);
    await session.expectRunSaved();
  }
});
