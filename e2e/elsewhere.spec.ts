import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HOST, type SshMachine } from '../src/testing/ssh-machine';
import { findViolations } from './accessibility';
import { expect, type Netloom, test, trainingLimit } from './fixture';
import { LONG_RUN, Machines, startMachine, stopMachine } from './pages/machines';
import { PERCEPTRON } from './networks';
import { importAndTrain, openDocument } from './pages/own-data';
import { TrainingPanel } from './pages/training-panel';

/* A run on another machine, in the real window: a real sshd on loopback, with its own home folder. */

test.use({ settings: { isTourDone: true } });

let machine: SshMachine | null = null;
test.beforeAll(async () => {
  machine = await startMachine();
});
test.afterAll(() => stopMachine(machine));

test('a machine is added, checked, prepared and trained on; the run outlives the line and the app', async ({
  netloom,
}) => {
  test.skip(machine === null, 'no sshd, or no namespaces: npm test fetches the one, unshare makes the other');
  if (machine === null) return;
  await openDocument(netloom, LONG_RUN);
  await addAndInstall(netloom, machine);

  const panel = new TrainingPanel(netloom.page);
  const machines = new Machines(netloom.page);
  await panel.show();
  await machines.choose(HOST);
  await netloom.capture('to be trained elsewhere');
  await panel.train.click();
  await panel.waitForSteps();
  await expect(machines.place).toContainText(`Trains on ${HOST}`);
  await netloom.capture('training elsewhere');

  await machine.goDown();
  const reach = netloom.page.getByText(`${HOST} is out of reach since`);
  await expect(reach).toBeVisible();
  await netloom.capture('out of reach');
  await machine.comeUp();
  await netloom.page.getByTestId('reach-now').click();
  await expect(reach).toBeHidden();
  await waitForEpoch(netloom, 3);

  await quitFollowAndStop(await netloom.startAgain());
});

test('data of one’s own is sent once', async ({ netloom }) => {
  test.skip(machine === null, 'as above');
  if (machine === null) return;
  const { page, userData } = netloom;
  const panel = new TrainingPanel(page);
  const machines = new Machines(page);
  const table = path.join(userData, 'prices.csv');
  const rows = Array.from({ length: 80 }, (_row, at) =>
    [at % 7, at % 5, at % 3, at / 80, at * 1.5].join(','),
  );
  writeFileSync(table, ['rooms,age,floor,distance,price', ...rows].join('\n'));
  await openDocument(netloom, PERCEPTRON);
  await machines.addAndInstall();
  await panel.show();
  await machines.choose(HOST);

  await importAndTrain(netloom, table, 'file');
  await expect(page.getByTestId('run-identity')).toContainText(HOST);
  const first = sentFiles(machine);
  expect(first.length).toBeGreaterThan(2);
  await panel.train.click();
  await expect.poll(() => readdirSync(path.join(userData, 'runs')).length).toBe(2);
  await panel.expectPanelState('done');
  expect(sentFiles(machine)).toEqual(first);
});

/** Files of data sets on the other machine: which they are, and when they came. */
function sentFiles({ home }: SshMachine): readonly (readonly [string, number, number])[] {
  const sets = path.join(home, '.netloom', 'data', 'netloom', 'datasets');
  return readdirSync(sets).flatMap((set) =>
    readdirSync(path.join(sets, set)).map((name) => {
      const { ino, mtimeMs } = statSync(path.join(sets, set, name));
      return [`${set}/${name}`, ino, mtimeMs] as const;
    }),
  );
}

/** Its host key is asked for, its trainer sent. */
async function addAndInstall({ page, capture }: Netloom, there: SshMachine): Promise<void> {
  const machines = new Machines(page);
  await machines.open();
  there.forgetKey('nothing');
  await machines.dialog.getByRole('button', { name: HOST, exact: true }).click();
  await machines.dialog.getByTestId('add-machine').click();
  await expect(page.getByTestId('host-key')).toContainText(there.fingerprint);
  await capture('a host key to be confirmed');
  await page.reload();
  await expect(page.getByTestId('host-key')).toContainText(there.fingerprint);
  await page.getByTestId('confirm-host-key').click();
  await expect(page.getByTestId('host-key')).toBeHidden();
  // Another connection would ask again before that.
  await expect.poll(() => there.isKnown).toBe(true);
  await machines.open();
  await machines.dialog.getByTestId('check-machine').click();
  await expect(machines.trainer).toHaveText('not installed yet');
  await machines.dialog.getByTestId('install-trainer').click();
  await expect(machines.trainer).toHaveText('installed, ready to train', { timeout: trainingLimit() });
  expect(await findViolations(page, { isPart: true })).toEqual([]);
  await capture('a machine that can train');
  there.forgetKey('another');
  await machines.dialog.getByTestId('check-machine').click();
  await expect(machines.dialog.getByTestId('machine-failure')).toContainText('is not the one that was known');
  there.rememberKey();
  await page.keyboard.press('Escape');
  await expect(machines.dialog).toBeHidden();
}

/** Until the curves on the disk have that many epochs. */
async function waitForEpoch({ userData }: Netloom, number: number): Promise<void> {
  await expect
    .poll(() => savedCurves(userData).epochs.length, { timeout: trainingLimit() })
    .toBeGreaterThanOrEqual(number);
}

/** The app has been away meanwhile. */
async function quitFollowAndStop(netloom: Netloom): Promise<void> {
  const panel = new TrainingPanel(netloom.page);
  const machines = new Machines(netloom.page);
  await panel.show();
  await expect(machines.place).toContainText(`Trains on ${HOST}`);
  // The first window shows another network; the run is followed in any case.
  await openDocument(netloom, LONG_RUN);
  await panel.waitForSteps();
  await panel.pause.click();
  await panel.expectPanelState('paused');
  await netloom.capture('paused elsewhere');
  await panel.continueRun.click();
  await panel.expectPanelState('training');
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  const { epochs: there } = savedCurves(netloom.userData);
  expect(there).toEqual(there.map((_, at) => at + 1));

  await machines.choose('This computer');
  await panel.resume.click();
  await panel.waitForSteps();
  await expect(machines.place).toHaveCount(0);
  await waitForEpoch(netloom, there.length + 1);
  await panel.stop.click();
  await panel.expectPanelState('stopped');
  const { epochs, folder } = savedCurves(netloom.userData);
  expect(epochs).toEqual(epochs.map((_, at) => at + 1));
  expect(readdirSync(folder).some((name) => name.startsWith('checkpoint-'))).toBe(true);
  await netloom.capture('resumed here');
}

/** Epochs of the curves of the only run, as they are on the disk. */
function savedCurves(userData: string): { readonly epochs: readonly number[]; readonly folder: string } {
  const runs = path.join(userData, 'runs');
  const [name = ''] = readdirSync(runs);
  const folder = path.join(runs, name);
  const lines = readFileSync(path.join(folder, 'events.jsonl'), 'utf8').split('\n');
  const events = lines.flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  const epochs = events.filter(({ type }) => type === 'epoch').map(({ point }) => point.epoch as number);
  return { epochs: [...new Set(epochs)], folder };
}
