import { expect, test } from '@playwright/test';
import { killIfThere, ScriptedUser } from './campaigns/scripted-user';

/*
 * Kills each process at random moments while a user edits and trains, and looks what was lost. A run that was interrupted is
 * resumed in the next round. The suite kills a few times; the campaign is `NETLOOM_KILLS=100 npx playwright test kills`, whose
 * figures are in src/main/projects/README.md.
 */

const KILLS = Number(process.env.NETLOOM_KILLS ?? 2);
/** Editing before a kill takes up to this long: longer than what may be lost. */
const EDITING_MILLISECONDS = 3_500;

const randomMoment = () => Math.random() * EDITING_MILLISECONDS;

let user: ScriptedUser;
test.beforeEach(async () => {
  test.setTimeout(120_000 + KILLS * 30_000);
  user = new ScriptedUser();
  await user.launch();
});
test.afterEach(async () => {
  const worst = Math.max(0, ...user.losses);
  const { title } = test.info();
  const { atCheckpoint, atBeginning } = user.resumed;
  console.log(
    `${title}: ${user.losses.length} kills, oldest lost edit ${worst} ms old; ` +
      `runs resumed: ${atCheckpoint} at a checkpoint, ${atBeginning} at their beginning`,
  );
  await user.end();
});

test('the window’s process', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    if (kill % 2 === 0) await user.train();
    await user.editFor(randomMoment());
    const pid = await user.pidOfWindow();
    const at = Date.now();
    killIfThere(pid);
    await expect.poll(() => user.pidOfWindow()).not.toBe(pid);
    await user.expectKept(at);
    await user.expectRunSaved();
  }
});

test('main, and all processes at once as a power failure does', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    if (kill % 4 < 2) await user.train();
    await user.editFor(randomMoment());
    const at = await user.killApp(kill % 2 === 1);
    await user.launch();
    await user.expectKept(at);
    await user.expectRunSaved();
  }
});

test('the trainer’s process', async () => {
  for (let kill = 0; kill < KILLS; kill += 1) {
    await user.train();
    await user.editFor(randomMoment());
    const at = Date.now();
    for (const pid of user.pidsOfTrainers()) killIfThere(pid);
    // The run has ended, the window is as it was, and the next round trains again.
    await expect.poll(() => user.phase()).toMatch(/failed|interrupted/);
    await user.expectKept(at);
    await user.expectRunSaved();
  }
});
