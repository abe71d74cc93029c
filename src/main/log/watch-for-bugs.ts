import type { Log } from './log';

/** Puts every bug nobody caught into the log. What happens to the process then is Electron's decision, as it would be without. */
export function watchForBugs(log: Log): void {
  process.on('uncaughtExceptionMonitor', (error) => log.error('uncaught', error));
  process.on('unhandledRejection', (reason) => log.error('unhandled rejection', reason));
}
