import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from '@playwright/test';
import { describeLaunch, projectDirectory } from '../launch';

const MAIN = `
const { app, BrowserWindow } = require('electron');
const path = require('path');
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true });
  window.loadFile(path.join(__dirname, 'page', 'index.html'), { query: { nodes: process.env.STRESS_NODES } });
});
`;

export interface StressPeer {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Bundles the stress page and shows it in a bare window of the same Electron that runs the app. */
export async function startStressPeer(directory: string, nodes: number): Promise<StressPeer> {
  const page = path.join(directory, 'page');
  mkdirSync(page, { recursive: true });
  const vite = path.join(projectDirectory, 'node_modules', 'vite', 'bin', 'vite.js');
  const source = path.join(projectDirectory, 'e2e', 'bench', 'stress-page');
  execFileSync(process.execPath, [
    vite,
    'build',
    source,
    '--base=./',
    `--outDir=${page}`,
    '--emptyOutDir',
    '--logLevel=error',
  ]);
  writeFileSync(path.join(directory, 'main.js'), MAIN);
  writeFileSync(
    path.join(directory, 'package.json'),
    JSON.stringify({ name: 'stress', version: '1.0.0', main: 'main.js' }),
  );
  const launch = describeLaunch(path.join(directory, 'user-data'));
  const app = await electron.launch({
    ...launch,
    args: launch.args.map((argument) => (argument === projectDirectory ? directory : argument)),
    env: { ...launch.env, STRESS_NODES: String(nodes) },
  });
  return { app, page: await app.firstWindow() };
}
