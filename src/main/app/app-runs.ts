import { join } from 'node:path';
import { app } from 'electron';
import { isActivePhase, type RunEvent } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { datasetRoots } from '../data/dataset-roots';
import { dataFolder } from '../files/data-folder';
import { bundledPresets } from '../gallery/bundled-presets';
import type { Log } from '../log/log';
import { availableMemory } from '../machine/available-memory';
import type { Messages } from '../messages/messages';
import { appProcess, nodeExecutable } from '../processes/app-process';
import { Machines } from '../remote/machines';
import { OpenQuestions } from '../remote/open-questions';
import { once, trainerPackage } from '../remote/trainer-package';
import { RemoteRuns } from '../runs/elsewhere/remote-runs';
import { RunPlaces } from '../runs/elsewhere/run-places';
import { ImportedWeightFiles } from '../runs/imported-weights';
import { MeasuredSpeeds } from '../runs/measured-speeds';
import { RunPackages } from '../runs/run-packages';
import { RunService } from '../runs/run-service';
import { RunStore } from '../runs/run-store';
import { RunSupervisor } from '../runs/run-supervisor';
import { SweepQueue } from '../runs/sweep-queue';
import { BackgroundRuns } from '../windows/background-runs';
import type { OpenProjects } from '../windows/open-projects';
import type { ProjectController } from '../windows/project-controller';
import { type ActiveRun, RunOwners } from '../windows/run-owners';
import { KeepAwake } from '../windows/window/keep-awake';

export interface AppRunsOptions {
  readonly log: Log;
  readonly userData: string;
  readonly messages: () => Messages;
  readonly projects: OpenProjects<ProjectController>;
}

/** The app's runs: the one in progress, saved ones, those that wait in a sweep, and which window is notified of what. */
export class AppRuns {
  readonly supervisor: RunSupervisor;
  readonly store: RunStore;
  readonly sweeps: SweepQueue;
  readonly speeds: MeasuredSpeeds;
  readonly service: RunService;
  readonly packages: RunPackages;
  readonly questions: OpenQuestions;
  readonly machines: Machines;
  readonly #remote: RemoteRuns;
  readonly #places: RunPlaces;
  readonly owners = new RunOwners();
  readonly background: BackgroundRuns;
  readonly #awake = new KeepAwake();
  readonly #log: Log;
  readonly #projects: OpenProjects<ProjectController>;

  constructor({ log, userData, messages, projects }: AppRunsOptions) {
    this.#log = log;
    this.#projects = projects;
    this.store = new RunStore({
      directory: join(userData, 'runs'),
      log,
      onChange: () => this.#sendToAll('runs:changed'),
    });
    this.sweeps = new SweepQueue({
      file: join(userData, 'sweeps.json'),
      log,
      onChange: () => this.#sendToAll('sweep:changed'),
    });
    this.speeds = new MeasuredSpeeds({
      file: join(userData, 'speeds.json'),
      log,
      onChange: () => this.#sendToAll('speed:changed'),
    });
    this.background = new BackgroundRuns({
      log,
      messages,
      projects: () => projects.all,
      isTraining: (id) => this.isTraining(id),
    });
    this.supervisor = new RunSupervisor({
      startTrainer: appProcess(__dirname, 'trainer', 'Netloom trainer'),
      availableMemory,
      log,
      speeds: this.speeds,
      onEvent: (runId, event) => this.#onEvent(runId, event),
    });
    this.questions = new OpenQuestions(() => {
      const { front } = projects;
      if (front === null || front.window.isInBackground) return null;
      return { id: front.id, show: (question) => front.send('ssh:question', question) };
    });
    const trainer = once(() => trainerPackage(__dirname, nodeExecutable()));
    this.machines = new Machines({
      trainer,
      onChange: () => this.#sendToAll('machines:changed'),
      onProgress: (progress) => {
        for (const open of projects.all) open.send('machines:progress', progress);
      },
    });
    this.#remote = new RemoteRuns({
      store: this.store,
      datasets: datasetRoots(__dirname),
      trainer,
      ask: (host) => this.questions.askAbout(host),
      log,
    });
    this.#places = new RunPlaces({
      remote: this.#remote,
      datasets: datasetRoots(__dirname),
      trainer,
      ask: (host) => this.questions.askAbout(host),
    });
    this.service = new RunService({
      places: this.#places,
      weights: new ImportedWeightFiles(dataFolder('weights')),
      supervisor: this.supervisor,
      store: this.store,
      datasets: datasetRoots(__dirname),
      appVersion: app.getVersion(),
      preset: presetByName,
    });
    this.packages = new RunPackages({
      store: this.store,
      service: this.service,
      supervisor: this.supervisor,
      datasets: datasetRoots(__dirname),
      appVersion: app.getVersion(),
    });
  }

  /** The run in progress. */
  get active(): ActiveRun | null {
    const run = this.supervisor.isActive ? this.supervisor.current() : null;
    return run === null ? null : { runId: run.runId, documentName: run.documentName };
  }

  get isPaused(): boolean {
    return this.supervisor.current()?.status.phase === 'paused';
  }

  /** Whether the run in progress is that window's, and ends with it. */
  isTraining(window: string): boolean {
    const run = this.active;
    return run !== null && !this.supervisor.isElsewhere && this.owners.ownerOf(run.runId) === window;
  }

  /** Follows a run again that another machine has been training while the app was away. */
  async followAgain(): Promise<void> {
    const unfinished = (await this.store.list()).filter(
      ({ phase, machine }) => machine !== undefined && isActivePhase(phase),
    );
    for (const { runId } of unfinished) {
      if (this.supervisor.isActive) return;
      const start = await this.#remote.follow(runId);
      if (start !== null && !this.supervisor.isActive) this.supervisor.start(start, runId);
    }
  }

  /** Whether the run in progress learns from that data set. */
  async isTrainingOn(datasetId: string): Promise<boolean> {
    const run = this.active;
    return run !== null && (await this.store.summary(run.runId))?.datasetId === datasetId;
  }

  /** Ends the run in progress if that window, which closes, has started it. It is offered to be resumed. */
  leave(window: string): void {
    this.questions.leave(window);
    const run = this.active;
    if (run === null || !this.isTraining(window)) return;
    this.#markWaiting();
    this.supervisor.stop(run.runId);
  }

  /** Ends the trainer for good; runs and sweeps stay on the disk as they were, to be resumed. */
  async end(milliseconds: number): Promise<void> {
    this.sweeps.hold();
    this.machines.end();
    this.#places.end();
    this.questions.end();
    this.#markWaiting();
    await this.supervisor.shutDown(milliseconds);
    await Promise.all([this.store.flush(), this.sweeps.flush(), this.speeds.flush()]);
  }

  /** The run in progress, where its window is out of sight. */
  showInBackground(): void {
    const { supervisor } = this;
    this.background.onProgress(supervisor.current(), supervisor.progress, supervisor.isActive);
  }

  /** A run that its user has stopped is not to be resumed. */
  #markWaiting(): void {
    const { active, supervisor, store } = this;
    if (supervisor.isElsewhere) return;
    const isStopping = supervisor.current()?.status.phase === 'stopping';
    if (active !== null && !isStopping) store.markWaiting(active.runId);
  }

  #onEvent(runId: string, event: RunEvent): void {
    const { supervisor } = this;
    this.store.record(runId, event);
    const phase = supervisor.current()?.status.phase;
    if (phase !== undefined) this.sweeps.onRunPhase(runId, phase);
    if (!supervisor.isActive) void this.sweeps.next();
    if (event.type === 'compiled') this.#log.info(`${runId} trains on`, event.device);
    this.#awake.set(supervisor.isActive && !supervisor.isElsewhere && phase !== 'paused');
    this.showInBackground();
    if (!supervisor.isActive) this.#emitEnd(runId);
    this.#notifyWindows(runId, event);
  }

  /** Its own window receives everything, the others that it is there and that it is over. */
  #notifyWindows(runId: string, event: RunEvent): void {
    const isNew = event.type === 'preparing' || !this.supervisor.isActive;
    for (const open of this.#projects.all) {
      if (this.owners.concerns(open.id, runId)) {
        open.send('run:event', { runId, event });
        open.window.setProgress(this.supervisor.progress);
      } else if (isNew) {
        open.send('run:elsewhere', this.owners.elsewhere(open.id, this.active));
      }
    }
  }

  #emitEnd(runId: string): void {
    const run = this.supervisor.current();
    const owner = this.#projects.withId(this.owners.ownerOf(runId) ?? '');
    if (run !== null) this.background.onEnd(run, owner);
  }

  #sendToAll(event: 'runs:changed' | 'sweep:changed' | 'speed:changed' | 'machines:changed'): void {
    for (const open of this.#projects.all) open.send(event, null);
  }
}

/** Finds a preset by its network's name. */
async function presetByName(name: string): Promise<NetloomDocument | null> {
  const presets = await bundledPresets(__dirname);
  return presets.find(({ document }) => document.name === name)?.document ?? null;
}
