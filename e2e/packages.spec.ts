import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { runCli } from './pages/command-line';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';
import { TrainingPanel } from './pages/training-panel';
import { Workbench } from './pages/workbench';

/** Packages, locks, saved views and the version as received: what passes between a teacher and her students. */

const command = async ({ page }: Netloom, words: string) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
};

test.use({ settings: { isTourDone: true } });

test('a package carries a network with its run to another Netloom, where it is resumed and looked into', async ({
  netloom,
}) => {
  const { app, page, userData } = netloom;
  const panel = new TrainingPanel(page);
  const workbench = new Workbench(page);
  const file = path.join(userData, 'homework.netloom');
  await panel.trainQuickly(1);
  const accuracy = (100 * (await panel.finalAccuracy())).toFixed(2);
  await workbench.show('Runs');
  await workbench.openRun(0);
  await page.getByTestId('run-details').getByRole('textbox', { name: 'Notes' }).fill('Learns fast.');
  await answerSaveDialogs(app, file);
  await command(netloom, 'Save a package');
  const dialog = page.getByRole('dialog', { name: 'Save a package' });
  await expect(dialog.getByRole('checkbox')).toBeChecked();
  await dialog.getByRole('textbox').fill('Look at its first filters.');
  await netloom.capture('what goes into a package');
  await page.getByTestId('save-package').click();
  await expect(dialog).toHaveCount(0);
  await expect.poll(() => existsSync(file)).toBe(true);

  // As on the computer of whoever gets it: without that run.
  const again = await netloom.startAgain();
  const runs = path.join(userData, 'runs');
  for (const name of readdirSync(runs)) rmSync(path.join(runs, name), { recursive: true });
  const elsewhere = await again.startAgain();
  await new Canvas(elsewhere.page).waitForLayout();
  await answerOpenDialogs(elsewhere.app, file);
  await elsewhere.page.keyboard.press('Control+o');
  const opened = elsewhere.page.getByRole('dialog', { name: /homework/ });
  await expect(opened).toContainText('Look at its first filters.');
  await expect(opened).toContainText('1 run is now in your list of runs.');
  await elsewhere.capture('what came with a package');
  await opened.getByRole('button', { name: 'Show the runs' }).click();
  const itsRuns = new Workbench(elsewhere.page).runRows;
  await expect(itsRuns).toHaveCount(1);
  await expect(itsRuns.first().getByRole('img', { name: /Imported/ })).toBeVisible();
  await expect(itsRuns.first()).toContainText(accuracy);
  await new Workbench(elsewhere.page).openRun(0);
  await expect(elsewhere.page.getByTestId('run-details')).toContainText('homework.netloom');
  await expect(elsewhere.page.getByTestId('run-details').getByRole('textbox', { name: 'Notes' })).toHaveValue(
    'Learns fast.',
  );
  // Its weights came along: the test set goes through it.
  await itsRuns
    .first()
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await elsewhere.page.getByRole('menuitem', { name: 'View its results' }).click();
  await expect(elsewhere.page.getByText(accuracy).first()).toBeVisible();
  // A second time, nothing is added.
  await answerOpenDialogs(elsewhere.app, file);
  await elsewhere.page.keyboard.press('Control+o');
  await expect(opened).toContainText('1 run was there already.');
  await elsewhere.page.keyboard.press('Escape');

  const out = path.join(userData, 'unpacked');
  const told = JSON.parse(await runCli('unpack', file, out, '--json'));
  expect(told).toMatchObject({ notes: 'Look at its first filters.', runs: [{ phase: 'done', epochs: 1 }] });
  expect(readdirSync(path.join(out, 'runs', '1'))).toEqual(
    expect.arrayContaining(['curve.svg', 'results.svg', 'document.json', 'checkpoints']),
  );
  const evaluated = JSON.parse(await runCli('evaluate', path.join(out, 'runs', '1'), '--json'));
  expect((100 * evaluated.metrics.accuracy).toFixed(2)).toBe(accuracy);
});

test('locked nodes stay as they are, and say so', async ({ netloom }) => {
  const { page } = netloom;
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  await command(netloom, 'Lock the whole network');
  await expect(canvas.node('conv1').getByRole('img', { name: 'Locked' })).toBeVisible();
  await canvas.select('conv1');
  await page.keyboard.press('Delete');
  await expect(canvas.node('conv1')).toBeVisible();
  await expect(
    page.getByText(/is locked, so this was not done|are locked, so this was not done/),
  ).toBeVisible();
  await page.getByRole('tab', { name: 'Inspector' }).click();
  await expect(page.getByRole('textbox', { name: 'Filters' })).toBeDisabled();
  await netloom.capture('a locked node');
  await page.getByTestId('inspector').getByRole('button', { name: 'Unlock' }).click();
  await page.getByRole('textbox', { name: 'Filters' }).fill('8');
  await page.keyboard.press('Enter');
  await expect(canvas.node('conv1')).toContainText(/28\s×\s28\s×\s8/);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('textbox', { name: 'Filters' })).toBeDisabled();
});

test('a saved view is shown again, and the network as received comes back', async ({ netloom }) => {
  const { app, page, userData } = netloom;
  const canvas = new Canvas(page);
  await canvas.waitForLayout();
  await canvas.select('conv1');
  await page.keyboard.press('Shift+f');
  const zoomed = await settledBox(netloom);
  await page.keyboard.press('Control+Shift+b');
  await page.keyboard.type('First filters');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+1');
  await expect.poll(() => settledBox(netloom)).not.toEqual(zoomed);
  await command(netloom, 'First filters');
  await expect.poll(() => settledBox(netloom)).toEqual(zoomed);
  await netloom.capture('a saved view');

  const file = path.join(userData, 'lesson.netloom');
  await answerSaveDialogs(app, file);
  await page.keyboard.press('Control+s');
  await expect.poll(() => existsSync(file)).toBe(true);
  expect(readFileSync(file, 'utf8')).toContain('First filters');
  const student = await netloom.startAgain();
  await new Canvas(student.page).waitForLayout();
  // On a student's computer nothing is known of it.
  rmSync(path.join(userData, 'history'), { recursive: true });
  await answerOpenDialogs(student.app, file);
  await student.page.keyboard.press('Control+o');
  const theirs = new Canvas(student.page);
  await theirs.waitForLayout();
  await theirs.select('pool1');
  await student.page.keyboard.press('Delete');
  await student.page.keyboard.press('Control+s');
  await command(student, 'Reset to the version as received');
  await expect(theirs.node('pool1')).toBeVisible();
  await student.page.keyboard.press('Control+z');
  await expect(theirs.node('pool1')).toHaveCount(0);
  await student.page.keyboard.press('Control+Shift+h');
  await expect(student.page.getByRole('dialog').getByText('As received')).toBeVisible();
  await student.capture('the version as received');
});

/** Where the card of the first convolution is, in whole pixels, once nothing moves any more. */
async function settledBox({ page }: Netloom) {
  const card = page.locator('.react-flow__node[data-id="conv1"]');
  for (let before = ''; ; ) {
    const box = await card.boundingBox();
    const now = JSON.stringify(box && [box.x, box.y, box.width].map(Math.round));
    if (now === before) return now;
    before = now;
    await page.waitForTimeout(120);
  }
}
