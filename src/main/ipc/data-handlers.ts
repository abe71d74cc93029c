import type { Reply, Request } from '../../contract/contract';
import { success } from '../../contract/failure';
import type { DataJobs } from '../data/importing/data-jobs';
import type { Handlers } from './router';

/** What one window's requests about bringing data in are answered from. */
export interface DataServices {
  readonly dataJobs: DataJobs;
  readonly chooseData: (kind: Request<'data:choose'>['kind']) => Promise<string | null>;
  /** Has this window show the survey of a path that was dropped on it. */
  readonly giveData: (path: string) => void;
}

/** The channels of surveys and imports. */
export function dataHandlers({ dataJobs, chooseData, giveData }: DataServices) {
  return {
    'data:choose': async ({ kind }): Promise<Reply<{ readonly path: string } | null>> => {
      const path = await chooseData(kind);
      if (path === null) return success(null);
      dataJobs.grant(path);
      return success({ path });
    },
    'data:open-dropped': ({ path }) => {
      dataJobs.grant(path);
      giveData(path);
      return success(null);
    },
    'data:survey': (request) => dataJobs.survey(request),
    'data:import': (request) => dataJobs.import(request),
    'data:add-prepared': (request) => dataJobs.addPrepared(request),
    'data:cancel': ({ jobId }) => {
      dataJobs.cancel(jobId);
      return success(null);
    },
    'data:jobs': () => success(dataJobs.list()),
  } satisfies Partial<Handlers>;
}
