/**
 * Drives an installed app that listens on a port of Chromium's: for packaging/debian/prove.sh.
 * `drive-installed.mjs PORT [PICTURE]` trains LeNet for one epoch; `drive-installed.mjs PORT --windows N` waits for N windows.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { chromium } from '@playwright/test';

const [port = '', ask = '', count = ''] = process.argv.slice(2);

const browser = await connect();
if (ask === '--windows') await expectWindows(Number(count));
else await train(ask);
await browser.close();

/** The app takes a while to listen. */
async function connect() {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { noDefaults: true });
    } catch (error) {
      if (attempt === 60) throw error;
      await wait(1000);
    }
  }
}

async function firstPage() {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const page = browser.contexts()[0]?.pages()[0];
    if (page !== undefined) return page;
    await wait(1000);
  }
  throw new Error('The installed app opened no window within a minute.');
}

/** @param {string} picture */
async function train(picture) {
  const page = await firstPage();
  const heading = await page.getByRole('heading', { level: 1 }).textContent();
  if (heading !== 'From a file')
    throw new Error(`The window shows “${heading}” instead of the file it was given.`);
  const epochs = page.getByRole('textbox', { name: 'Epochs', exact: true });
  await epochs.fill('1');
  await epochs.press('Enter');
  await page.getByTestId('start-training').click();
  const status = page.getByTestId('training-status');
  await page.locator('[data-testid="training-status"][data-phase="done"]').waitFor({ timeout: 300_000 });
  process.stdout.write(`${(await status.innerText()).replaceAll('\n', ' ')}\n`);
  if (picture) await page.screenshot({ path: picture });
}

/** @param {number} wanted */
async function expectWindows(wanted) {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    if (pages.length === wanted) {
      const titles = await Promise.all(pages.map((page) => page.title()));
      process.stdout.write(`${titles.join('; ')}\n`);
      return;
    }
    await wait(1000);
  }
  throw new Error(`The installed app has no ${wanted} windows after a minute.`);
}
