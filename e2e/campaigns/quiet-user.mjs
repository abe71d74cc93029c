// A user in a network namespace without a way out, started by e2e/privacy.spec.ts: does what users do, and prints how many packets left for
// anywhere during it. The arguments are JSON: how to launch the app, and the script that proves that a packet would be counted.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { _electron as electron } from '@playwright/test';

const { launch, userData, control } = JSON.parse(process.argv[2] ?? '');

/**
 * Packets that left through the one way out, and datagrams (questions for names, above all) to anywhere, this machine included.
 * Connections within the machine are how a test holds on to the app; they are not counted.
 */
function count() {
  const device = readFileSync('/proc/net/dev', 'utf8')
    .split('\n')
    .find((line) => line.trim().startsWith('out0:'));
  // Eight columns of what came in, then bytes and packets of what went out.
  const packets = Number(device?.split(':')[1]?.trim().split(/\s+/)[9]);
  const rows = readFileSync('/proc/net/snmp', 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('Udp:'))
    .map((line) => line.split(' '));
  const datagrams = Number(rows[1]?.[rows[0]?.indexOf('OutDatagrams') ?? -1]);
  return { packets, datagrams };
}

const before = count();
const app = await electron.launch(launch);
const page = await app.firstWindow();
await page.locator('.react-flow__node').first().waitFor();
await page.getByRole('button', { name: 'Gallery', exact: true }).click();
await page.getByTestId('preset-lenet').waitFor();
await page.keyboard.press('Escape');
await page.locator('.react-flow__node[data-id="conv1"]').click();
await page.getByRole('textbox', { name: 'Filters' }).waitFor();
await page.getByRole('tab', { name: 'Training' }).click();
const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
await epochs.fill('1');
await epochs.press('Enter');
await page.getByTestId('start-training').click();
await page.locator('[data-testid="training-status"][data-phase="done"]').waitFor({ timeout: 90_000 });
await app.evaluate(
  ({ dialog }, filePath) =>
    Object.assign(dialog, {
      showSaveDialog: () => Promise.resolve({ canceled: false, filePath }),
      showMessageBox: () => Promise.resolve({ response: 1, checkboxChecked: false }),
    }),
  `${userData}/mine.netloom`,
);
await page.keyboard.press('Control+s');
await page.getByText('Saved as “mine.netloom”.').waitFor();
await app.close();
const after = count();

// The same counters see a single question for a name, and a single attempt to connect.
execFileSync(process.execPath, ['-e', control]);
const controlled = count();
process.stdout.write(`\n${JSON.stringify({ before, after, controlled })}\n`);
