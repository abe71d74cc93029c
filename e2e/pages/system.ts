import type { ElectronApplication, Page } from '@playwright/test';

/*
 * What lies outside the page, where no test can click: the native menu, the system's file dialogs, the windows themselves.
 */

/** Chooses an entry of the native menu; it goes to the window in front. */
export async function chooseInMenu(app: ElectronApplication, menu: string, entry: string): Promise<void> {
  await app.evaluate(
    ({ Menu }, names) => {
      const top = Menu.getApplicationMenu()?.items.find(({ label }) => label.replace('&', '') === names.menu);
      const item = top?.submenu?.items.find(({ label }) => label === names.entry);
      if (!item) throw new Error(`There is no ${names.menu} > ${names.entry}.`);
      item.click();
    },
    { menu, entry },
  );
}

/** Answers the system's next dialogs for opening a file, each with a path. */
export async function answerOpenDialogs(
  app: ElectronApplication,
  ...paths: readonly string[]
): Promise<void> {
  await app.evaluate(({ dialog }, given) => {
    const left = [...given];
    const showOpenDialog = () => {
      const filePath = left.shift();
      return Promise.resolve({
        canceled: filePath === undefined,
        filePaths: filePath === undefined ? [] : [filePath],
      });
    };
    Object.assign(dialog, { showOpenDialog });
  }, paths);
}

/** Answers the system's next dialogs for saving, each with a path; null cancels. */
export async function answerSaveDialogs(
  app: ElectronApplication,
  ...paths: readonly (string | null)[]
): Promise<void> {
  await app.evaluate(({ dialog }, given) => {
    const left = [...given];
    const showSaveDialog = () => {
      const filePath = left.shift() ?? null;
      return Promise.resolve({ canceled: filePath === null, filePath: filePath ?? '' });
    };
    Object.assign(dialog, { showSaveDialog });
  }, paths);
}

/** Titles of the windows, the newest last. */
export function windowTitles(app: ElectronApplication): Promise<readonly string[]> {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .sort((a, b) => a.id - b.id)
      .map((window) => window.getTitle()),
  );
}

/** Drops a file or folder of the disk on the middle of the window, as the system does. */
export async function dropOnWindow(page: Page, file: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { x, y } = await page.evaluate(() => ({ x: window.innerWidth / 2, y: window.innerHeight / 2 }));
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  }
  await session.detach();
}
