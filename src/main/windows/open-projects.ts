import type { OpenedDocument, Reply } from '../../contract/contract';
import { success } from '../../contract/failure';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { Sequencer } from '../files/sequencer';
import type { ReadProject } from '../projects/project';
import type { CloseReason } from './window/close-question';

/** What a window is opened for. */
export type ProjectStart =
  /** Nothing yet: it shows what a first window shows, and why a file could not be shown, if one was asked for. */
  | { readonly kind: 'first'; readonly reply?: Extract<Reply<never>, { readonly ok: false }> }
  | { readonly kind: 'file'; readonly read: ReadProject }
  /** A network without a file: a new one, or one of the gallery. */
  | { readonly kind: 'document'; readonly document: NetloomDocument }
  /** What a crash of the app left under this name. */
  | { readonly kind: 'recovered'; readonly id: string };

/** One open project in its window, as far as it matters which window something goes to. */
export interface OpenProject {
  readonly id: string;
  readonly filePath: string | null;
  /** Whether the window holds nothing that anybody would miss: another document may take its place. */
  readonly isVacant: boolean;
  adopt(read: ReadProject): void;
  present(): void;
  /** Shows a file that was given to the app, or why it cannot be shown. */
  give(reply: Reply<OpenedDocument>): void;
  /** Asks what must be asked; true: it may close. */
  askToClose(reason: CloseReason): Promise<boolean>;
  /** Closes without asking. */
  leave(): Promise<void>;
}

export interface OpenProjectsOptions<S extends OpenProject> {
  readonly create: (start: ProjectStart) => S;
  readonly read: (path: string) => Promise<Reply<ReadProject>>;
  /** The path that stands for the file itself, whatever links lead to it. */
  readonly identify: (path: string) => Promise<string>;
}

/** The open windows: one project a window, one window a project. */
export class OpenProjects<S extends OpenProject> {
  readonly #options: OpenProjectsOptions<S>;
  #projects: readonly S[] = [];
  #front: S | null = null;
  /** One file after the other, so that a file opened twice at once finds its window. */
  readonly #opening = new Sequencer();

  constructor(options: OpenProjectsOptions<S>) {
    this.#options = options;
  }

  get all(): readonly S[] {
    return this.#projects;
  }

  /** The window in front, or the last one that was; null when none is open. */
  get front(): S | null {
    return this.#front ?? this.#projects[this.#projects.length - 1] ?? null;
  }

  open(start: ProjectStart): S {
    const project = this.#options.create(start);
    this.#projects = [...this.#projects, project];
    this.#front = project;
    return project;
  }

  setFront(project: S): void {
    if (this.#projects.includes(project)) this.#front = project;
  }

  remove(project: S): void {
    this.#projects = this.#projects.filter((other) => other !== project);
    if (this.#front === project) this.#front = null;
  }

  withId(id: string): S | null {
    return this.#projects.find((project) => project.id === id) ?? null;
  }

  /**
   * Opens a file for the window that asked: its window comes to the front if it is open already, else it is shown by the asking
   * window if that is vacant (the reply carries it), else by its own window (null).
   */
  openFile(path: string, asking: S): Promise<Reply<OpenedDocument | null>> {
    return this.#opening.queue(async () => {
      const holder = await this.holderOf(path);
      if (holder !== null) {
        holder.present();
        return success(null);
      }
      const read = await this.#options.read(path);
      if (!read.ok) return read;
      if (asking.isVacant && this.#projects.includes(asking)) {
        asking.adopt(read.value);
        return success(read.value.opened);
      }
      this.open({ kind: 'file', read: read.value });
      return success(null);
    });
  }

  /** Opens a file given to the app from outside, where it fits best. */
  async openGiven(path: string): Promise<void> {
    const front = this.front;
    if (front === null) return this.openAlone(path);
    const vacant = front.isVacant ? front : (this.#projects.find((project) => project.isVacant) ?? front);
    const reply = await this.openFile(path, vacant);
    if (!reply.ok) vacant.give(reply);
    else if (reply.value !== null) vacant.give(success(reply.value));
    if (reply.ok && reply.value === null) return;
    vacant.present();
  }

  /** Opens a file in its own window while no other is there. */
  async openAlone(path: string): Promise<void> {
    const read = await this.#options.read(path);
    this.open(read.ok ? { kind: 'file', read: read.value } : { kind: 'first', reply: read });
  }

  /** The window that shows the file; null when none does. */
  async holderOf(path: string): Promise<S | null> {
    const wanted = await this.#options.identify(path);
    for (const project of this.#projects) {
      if (project.filePath !== null && (await this.#options.identify(project.filePath)) === wanted)
        return project;
    }
    return null;
  }

  /** Asks every window what must be asked, and closes all when none of them stays. */
  async quit(): Promise<boolean> {
    for (const project of this.#projects) {
      if (!(await project.askToClose('quit'))) return false;
    }
    for (const project of this.#projects) await project.leave();
    return true;
  }
}
