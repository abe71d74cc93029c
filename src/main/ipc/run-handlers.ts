import type { EventName, Events, Reply, RunElsewhere, RunSnapshot } from '../../contract/contract';
import { success } from '../../contract/failure';
import type { ExportFormatId } from '../../graph-runtime/exchange/export/registry';
import type { MeasuredSpeeds } from '../runs/measured-speeds';
import type { RunPackages } from '../runs/run-packages';
import type { Own, RunService } from '../runs/run-service';
import type { RunStore } from '../runs/run-store';
import type { RunSupervisor } from '../runs/run-supervisor';
import type { SweepQueue, SweepRunner } from '../runs/sweep-queue';
import type { Handlers } from './router';

/** What one window's requests about runs are answered from. */
export interface RunServices {
  readonly runs: RunSupervisor;
  readonly service: RunService;
  readonly store: RunStore;
  readonly sweeps: SweepQueue;
  readonly speeds: MeasuredSpeeds;
  /** Makes a run this window's in the moment in which it starts. */
  readonly own: Own;
  /** The last run that concerns this window. */
  readonly currentRun: () => RunSnapshot | null;
  readonly runElsewhere: () => RunElsewhere | null;
  readonly chooseWeightsPath: (suggestion: string) => Promise<string | null>;
  readonly chooseLogFolder: () => Promise<string | null>;
  readonly chooseWeightsFile: () => Promise<string | null>;
  readonly chooseModelFile: () => Promise<string | null>;
  /** Where the window's file is; null: it has none. */
  readonly projectFolder: () => string | null;
  readonly chooseExportPath: (suggestion: string, format: ExportFormatId) => Promise<string | null>;
  readonly packages: RunPackages;
  readonly choosePackagePath: (suggestion: string) => Promise<string | null>;
  readonly send: <E extends EventName>(event: E, payload: Events[E]) => void;
}

/** The channels of runs: in progress, saved, in sweeps. */
export function runHandlers(services: RunServices) {
  const { runs, service, store, sweeps, speeds, own } = services;
  const runner: SweepRunner = {
    start: (document, sweepId, trial) =>
      service.start(document, { sweepId, trial, projectFolder: services.projectFolder() }, own),
    resume: (runId) => service.resume(runId, {}, own),
  };
  return {
    'run:start': ({ document, ...wanted }) =>
      service.start(document, { ...wanted, projectFolder: services.projectFolder() }, own),
    'run:stop': ({ runId }) => runs.stop(runId),
    'run:pause': ({ runId }) => runs.pause(runId),
    'run:continue': ({ runId }) => runs.continue(runId),
    'run:resume': ({ runId, ...wanted }) => service.resume(runId, wanted, own),
    'run:reach': ({ runId }) => runs.reach(runId),
    'run:current': () => success(services.currentRun()),
    'run:elsewhere': () => success(services.runElsewhere()),
    'run:inspect': ({ runId, inspection }) => service.inspect(runId, inspection),
    'network:inspect': ({ document, inspection }) => runs.inspectInitial(document, inspection),
    'runs:list': async () => success(await store.list()),
    'runs:get': ({ runId }) => store.get(runId),
    'runs:update': ({ runId, name, isStarred, notes, waiting }) =>
      store.update(runId, {
        ...(name !== undefined && { name }),
        ...(isStarred !== undefined && { isStarred }),
        ...(notes !== undefined && { notes }),
        ...(waiting !== undefined && { waiting }),
      }),
    'runs:delete': ({ runId }) => store.setDeleted(runId, true),
    'runs:undelete': ({ runId }) => store.setDeleted(runId, false),
    'runs:export-weights': ({ runId }) => service.exportWeights(runId, services.chooseWeightsPath),
    'runs:export-tensorboard': ({ runId }) => service.exportForTensorBoard(runId, services.chooseLogFolder),
    'network:export': (request) => service.exportNetwork(request, services.chooseExportPath),
    'package:save': (request) => services.packages.save(request, services.choosePackagePath),
    'weights:import': ({ document }) => service.importWeights(document, services.chooseWeightsFile),
    'network:import': () => service.importNetwork(services.chooseModelFile),
    'network:stop-export': () => {
      runs.stopExports();
      return success(null);
    },
    'sweep:start': (request) => sweeps.start(request, runner),
    'sweep:resume': ({ sweepId }) => sweeps.resume(sweepId, runner),
    'sweep:cancel': ({ sweepId }): Reply<null> => {
      const canceled = sweeps.cancel(sweepId);
      if (!canceled.ok) return canceled;
      const { runId } = canceled.value;
      return runId === null ? success(null) : runs.stop(runId);
    },
    'sweep:list': async () => success(await sweeps.list()),
    'lr-finder:start': ({ document }) =>
      runs.findLearningRate(document, (point) => services.send('lr-finder:point', point)),
    'lr-finder:stop': () => {
      runs.stopFinder();
      return success(null);
    },
    'layers:time': ({ document }) => runs.timeLayers(document),
    'layers:stop': () => {
      runs.stopTimings();
      return success(null);
    },
    'speed:get': () => success(speeds.machine()),
    'speed:measure': ({ document }) => runs.measureSpeed(document),
    'speed:stop': () => {
      runs.stopProbes();
      return success(null);
    },
    'augmentation:preview': ({ document, indices, step }) => runs.preview(document, indices, step),
  } satisfies Partial<Handlers>;
}
