import path from 'node:path';
import { expect, expectErrors, type Netloom, test } from './fixture';
import { Canvas } from './pages/canvas';
import { answerOpenDialogs, answerSaveDialogs } from './pages/system';

/**
 * What a page could do that a stranger has taken over: any message on any channel. The suite sends this many on each; the campaign is
 * `NETLOOM_FUZZ_MESSAGES=1000 npx playwright test strangers`.
 */
const MESSAGES = Number(process.env.NETLOOM_FUZZ_MESSAGES ?? 150);

/** A campaign draws other messages each time: `NETLOOM_TEST_SEED`, as for unit tests (`src/testing/random-cases.ts`). */
const SEED = Number(process.env.NETLOOM_TEST_SEED ?? 1);

/** A message that takes longer than this has made main hang; on a busy machine a second is nothing. */
const HANG_MILLISECONDS = 10_000;

declare global {
  /** In the app's main process: paths that were written to, while a test looks. */
  var writtenPaths: string[] | undefined;
}

/** Notes every path that main opens for writing, renames to, makes or removes. */
async function watchWrites({ app }: Netloom): Promise<void> {
  await app.evaluate(() => {
    type Call = (...given: unknown[]) => unknown;
    const written: string[] = [];
    globalThis.writtenPaths = written;
    const fs = process.mainModule?.require('node:fs') as Record<string, Call> & {
      promises: Record<string, Call>;
    };
    const note = (place: Record<string, Call>, name: string, pathOf: (given: unknown[]) => unknown) => {
      const original = place[name];
      if (original === undefined) throw new Error(`There is no ${name}.`);
      place[name] = (...given) => {
        const target = pathOf(given);
        if (target !== null) written.push(String(target));
        return Reflect.apply(original, place, given);
      };
    };
    const isWriting = (flags: unknown) => (typeof flags === 'string' ? /[wa+]/.test(flags) : false);
    note(fs.promises, 'open', ([file, flags]) => (isWriting(flags) ? file : null));
    for (const name of ['rename', 'copyFile', 'link', 'symlink'])
      note(fs.promises, name, (given) => given[1]);
    for (const name of ['writeFile', 'appendFile', 'unlink', 'rm', 'mkdir', 'chmod', 'truncate'])
      note(fs.promises, name, ([file]) => file);
    for (const name of ['writeFileSync', 'appendFileSync', 'rmSync', 'mkdirSync', 'unlinkSync'])
      note(fs, name, ([file]) => file);
    note(fs, 'renameSync', (given) => given[1]);
  });
}

interface Outcome {
  readonly sent: number;
  readonly answered: number;
  readonly accepted: number;
  readonly slowest: number;
  readonly problems: readonly string[];
}

/** Sends made-up messages on one channel, some of them nearly right, and looks at the answers. */
function sendMessages({ page }: Netloom, channel: string, count: number): Promise<Outcome> {
  return page.evaluate(
    async ([name, messages, seed]) => {
      // A linear congruential generator (Numerical Recipes): the same messages in each run.
      let state = seed;
      const random = () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32;
      };
      interface Bridge {
        invoke(channel: string, request: unknown): Promise<{ ok?: unknown; error?: { code?: string } }>;
      }
      const bridge = Reflect.get(window, 'netloom') as Bridge;
      const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
      const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);
      const values: readonly (() => unknown)[] = [
        () => undefined,
        () => null,
        () => random() * 1e9,
        () => Number.NaN,
        () => -1,
        () => 2n ** 70n,
        () => '',
        () => '/etc/passwd',
        () => '../'.repeat(200),
        () => '\u0000/tmp/x',
        () => 'x'.repeat(50_000),
        () => '__proto__',
        () => [],
        () => new Array(2_000).fill(0),
        () => new Uint8Array(10_000),
        () => new Date(),
        () => new Map([['a', 1]]),
        () => deep(100),
        () => ({}),
        () => JSON.parse('{"__proto__":{"polluted":1}}'),
        () => true,
      ];
      // Never a network that is right throughout: those would open windows and start trainings, as they should.
      const network = () => ({
        format: pick(['netloom', 'netloom', 1]),
        version: pick([1, 1, 2, '1']),
        name: pick(['x', pick(values)()]),
        nodes: [{ id: pick(['a', 'b:c', pick(values)()]), type: 7 }],
        edges: pick([[], [{ from: 'a', to: 'b' }], pick(values)()]),
        blocks: pick([{}, pick(values)()]),
        [pick(['training', 'dataset', 'notes', 'about', 'constructor'])]: pick(values)(),
      });
      const fields = [
        'document',
        'filePath',
        'runId',
        'id',
        'title',
        'isEdited',
        'name',
        'format',
        'data',
        'message',
        'stack',
        'documentName',
        'theme',
        'textScale',
        'language',
        'constructor',
        'epoch',
        'path',
        'ids',
      ];
      const message = (): unknown => {
        if (random() < 0.3) return pick(values)();
        const made: Record<string, unknown> = {};
        for (let field = 0; field < 4; field += 1) {
          const key = pick(fields);
          made[key] = key === 'document' ? network() : pick(values)();
        }
        return made;
      };
      const problems: string[] = [];
      let answered = 0;
      let accepted = 0;
      let slowest = 0;
      for (let index = 0; index < messages; index += 1) {
        const request = message();
        const before = performance.now();
        const reply = await bridge
          .invoke(name, request)
          .catch((error: unknown) => ({ thrown: String(error) }));
        slowest = Math.max(slowest, performance.now() - before);
        if ('thrown' in reply) {
          // What cannot be cloned does not leave the page.
          if (!/could not be cloned|There is no channel|The camera is turned on by/.test(reply.thrown))
            problems.push(reply.thrown);
        } else if (typeof reply.ok !== 'boolean') problems.push(`no reply: ${JSON.stringify(reply)}`);
        else if (reply.error?.code === 'internal-error') problems.push('a handler threw');
        else answered += 1;
        if ('ok' in reply && reply.ok === true) accepted += 1;
      }
      return { sent: messages, answered, accepted, slowest, problems: problems.slice(0, 5) };
    },
    [channel, count, SEED] as const,
  );
}

test('no message on any channel makes the app fail, hang, or write where it should not', async ({
  netloom,
}) => {
  test.setTimeout(120_000 + MESSAGES * 1_000);
  // `log:error` puts what it is given into the log, as it should.
  expectErrors('error window: ');
  const { app, page, userData } = netloom;
  await new Canvas(page).waitForLayout();
  const channels = await app.evaluate(({ ipcMain }) => {
    const handlers = Reflect.get(ipcMain, '_invokeHandlers') as Map<string, unknown>;
    return [...handlers.keys()];
  });
  expect(channels.length).toBeGreaterThan(20);
  await answerOpenDialogs(app);
  await answerSaveDialogs(app);
  await app.evaluate(({ dialog }) => {
    // Canceled, whatever is asked.
    const showMessageBox = (...given: unknown[]) => {
      const { cancelId } = given[given.length - 1] as { cancelId?: number };
      return Promise.resolve({ response: cancelId ?? 0, checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox });
  });
  await watchWrites(netloom);

  const figures: Record<string, Outcome> = {};
  for (const channel of channels) {
    const outcome = await sendMessages(netloom, channel, MESSAGES);
    figures[channel] = outcome;
    expect.soft(outcome.problems, channel).toEqual([]);
    expect.soft(outcome.slowest, `slowest answer of ${channel}, in ms`).toBeLessThan(HANG_MILLISECONDS);
  }
  await netloom.attachFigures('messages', figures);
  const total = Object.values(figures).reduce((sum, { answered }) => sum + answered, 0);
  const slowest = Math.max(...Object.values(figures).map((outcome) => outcome.slowest));
  console.log(`${channels.length} channels, ${total} messages answered, slowest ${Math.round(slowest)} ms`);

  const outside = await app.evaluate(() => globalThis.writtenPaths ?? []);
  expect(outside.length).toBeGreaterThan(0);
  expect(outside.filter((file) => !path.resolve(file).startsWith(userData))).toEqual([]);
  // The app is as it was: one window, which answers.
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  expect(await page.evaluate(() => 'polluted' in Object.prototype)).toBe(false);
  expect(await app.evaluate(() => 'polluted' in Object.prototype)).toBe(false);
  await expect(new Canvas(page).nodes).toHaveCount(14);
});
