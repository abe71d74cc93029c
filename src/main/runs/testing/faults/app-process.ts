import {
  isActivePhase,
  type RunDetails,
  type RunStatus,
  statusOfSummary,
} from '../../../../contract/contract';
import { datasetRoots } from '../../../data/dataset-roots';
import { AppOfTests, tinyDocument } from '../app-of-tests';

/* Main's side of runs in its own process, which a test can kill. */

/** What the process is asked for. */
export type AppCommand =
  | { readonly type: 'open'; readonly directory: string }
  | { readonly type: 'start'; readonly epochs: number; readonly on: string }
  | { readonly type: 'follow'; readonly runId: string }
  | { readonly type: 'resume'; readonly runId: string; readonly epochs: number; readonly on: string }
  | { readonly type: 'reach' }
  | { readonly type: 'stop' }
  | { readonly type: 'details'; readonly runId: string };

/** What it answers, and `status` whenever the run has reported something. */
export type AppMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'started'; readonly runId: string; readonly folder: string }
  | { readonly type: 'status'; readonly status: RunStatus }
  | { readonly type: 'details'; readonly details: RunDetails }
  | { readonly type: 'error'; readonly reason: string };

let app: AppOfTests | null = null;
const send = (message: AppMessage) => process.send?.(message);

function opened(): AppOfTests {
  if (app === null) throw new Error('no app is open');
  return app;
}

function started(runId: string): void {
  send({ type: 'started', runId, folder: opened().store.folderOf(runId) });
}

async function watch(): Promise<never> {
  for (;;) {
    await opened().until(() => opened().events.length > 0);
    opened().events.length = 0;
    const status = opened().supervisor.current()?.status;
    if (status !== undefined) send({ type: 'status', status });
  }
}

/** As the app does when it starts. What has not come as far as to the other machine is interrupted. */
async function follow(runId: string): Promise<void> {
  const { summary } = await opened().details(runId);
  started(runId);
  if (isActivePhase(summary.phase)) await opened().follow(runId);
  else send({ type: 'status', status: statusOfSummary(summary) });
}

async function carryOut(command: AppCommand): Promise<void> {
  switch (command.type) {
    case 'open':
      app = new AppOfTests(command.directory, datasetRoots(__dirname));
      void watch();
      break;
    case 'start':
      started(await opened().start(tinyDocument(command.epochs), { on: command.on }));
      break;
    case 'follow':
      await follow(command.runId);
      break;
    case 'resume':
      await opened().resume(command.runId, command);
      started(command.runId);
      break;
    case 'reach': {
      const run = opened().supervisor.current();
      if (run !== null) opened().supervisor.reach(run.runId);
      break;
    }
    case 'stop': {
      const run = opened().supervisor.current();
      if (run !== null) opened().supervisor.stop(run.runId);
      break;
    }
    case 'details':
      send({ type: 'details', details: await opened().details(command.runId) });
      break;
  }
}

process.on('message', (command: AppCommand) => {
  carryOut(command).catch((error: unknown) => send({ type: 'error', reason: String(error) }));
});
process.on('disconnect', () => process.exit(0));
send({ type: 'ready' });
