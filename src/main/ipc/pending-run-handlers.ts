import type { runRequests } from '../../preload/contract/run-channels';
import { failure } from '../../preload/failures';
import { type Handlers, success } from './router';

type Pending = Pick<Handlers, keyof typeof runRequests>;

const refuse = () => ({ ok: false, error: failure('run-unknown') }) as const;

/** Answers on the channels of kept runs and sweeps until there is a store behind them: nothing is kept, nothing can be asked. */
export const pendingRunHandlers: Pending = {
  'run:pause': refuse,
  'run:continue': refuse,
  'run:resume': refuse,
  'run:inspect': refuse,
  'runs:list': () => success([]),
  'runs:get': refuse,
  'runs:update': refuse,
  'runs:delete': refuse,
  'runs:undelete': refuse,
  'runs:export-weights': refuse,
  'sweep:start': refuse,
  'sweep:cancel': refuse,
  'sweep:list': () => success([]),
  'lr-finder:start': refuse,
  'lr-finder:stop': refuse,
  'augmentation:preview': refuse,
};
