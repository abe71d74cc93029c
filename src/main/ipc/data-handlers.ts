import type { Reply, Request } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { ThreadAnswers, ThreadChannel } from '../data/image-protocol';
import type { DataJobs } from '../data/importing/data-jobs';
import type { Handlers } from './router';

/** What one window's requests about data are answered from. */
export interface DataServices {
  readonly dataJobs: DataJobs;
  /** Reads examples of data sets, in their own thread. */
  readonly askExamples: <C extends ThreadChannel>(
    channel: C,
    request: Request<C>,
  ) => Promise<Reply<ThreadAnswers[C]>>;
  /** Shows the file that an example was imported from. */
  readonly openOriginal: (path: string, isImage: boolean) => Promise<void>;
  readonly chooseData: (kind: Request<'data:choose'>['kind']) => Promise<string | null>;
  /** Has this window show the survey of a path that was dropped on it. */
  readonly giveData: (path: string) => void;
}

/** The channels of surveys and imports, and of looking at examples. */
export function dataHandlers({ dataJobs, chooseData, giveData, askExamples, openOriginal }: DataServices) {
  return {
    'dataset:images': (request) => askExamples('dataset:images', request),
    'data:index': (request) => askExamples('data:index', request),
    'data:example': (request) => askExamples('data:example', request),
    'data:thumbnails': (request) => askExamples('data:thumbnails', request),
    'data:masks': (request) => askExamples('data:masks', request),
    'data:mask-classes': (request) => askExamples('data:mask-classes', request),
    'data:rows': (request) => askExamples('data:rows', request),
    'data:means': (request) => askExamples('data:means', request),
    'data:open-original': async (request) => {
      const details = await askExamples('data:example', request);
      if (!details.ok) return details;
      const { original, isImage, key } = details.value;
      if (original === null) return failed(failure('original-missing', { name: key }));
      await openOriginal(original, isImage);
      return success(null);
    },
    'data:save-version': (request) => success(dataJobs.correct(request)),
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
