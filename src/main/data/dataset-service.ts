import { type FSWatcher, mkdirSync, watch } from 'node:fs';
import type { DatasetList } from '../../contract/contract';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { listDatasets } from './dataset-catalog';
import type { DatasetRoots } from './dataset-roots';
import { removeDataset, restoreDataset } from './remove-dataset';

/** What is published or removed comes as several changes of the folder. */
const SETTLE_MILLISECONDS = 250;

export interface DatasetServiceOptions {
  readonly roots: DatasetRoots;
  /** Called when the catalog may have changed, whichever program has changed it. */
  readonly onChange: () => void;
  /** Whether a run is training on the data set. */
  readonly isInUse: (id: string) => Promise<boolean>;
}

/** The catalog as windows ask for it. */
export class DatasetService {
  readonly #options: DatasetServiceOptions;
  #watcher: FSWatcher | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: DatasetServiceOptions) {
    this.#options = options;
    this.#watch();
  }

  list(): Promise<DatasetList> {
    return listDatasets(this.#options.roots);
  }

  async remove(id: string): Promise<Reply<null>> {
    const { roots, isInUse, onChange } = this.#options;
    if (await isInUse(id)) return failed(failure('dataset-in-use'));
    const removed = await removeDataset(roots, id);
    if (!removed.ok) return removed;
    onChange();
    return success(null);
  }

  async restore(id: string): Promise<Reply<null>> {
    const restored = await restoreDataset(this.#options.roots, id);
    if (restored.ok) this.#options.onChange();
    return restored;
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#watcher = null;
  }

  /** The command line, or another window's import, adds to the same folder. Where it cannot be watched, the list is as it was last asked for. */
  #watch(): void {
    const { user } = this.#options.roots;
    try {
      mkdirSync(user, { recursive: true });
      this.#watcher = watch(user, { persistent: false }, (_type, name) => {
        // What is being prepared or was removed is not in the catalog.
        if (name?.startsWith('.') !== true) this.#settle();
      });
      this.#watcher.on('error', () => this.#settle());
    } catch {
      this.#watcher = null;
    }
  }

  #settle(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#options.onChange, SETTLE_MILLISECONDS);
  }
}
