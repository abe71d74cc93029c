import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of an archive in a temporary folder, for libraries that open files themselves. */
export class UnpackedCopies {
  #folder: Promise<string> | null = null;
  readonly #copies = new Map<string, string>();

  async of(path: string, content: Uint8Array): Promise<string> {
    const known = this.#copies.get(path);
    if (known !== undefined) return known;
    this.#folder ??= mkdtemp(join(tmpdir(), 'netloom-unpacked-'));
    // By number: names of an archive need not be names of this disk.
    const copy = join(await this.#folder, String(this.#copies.size));
    await writeFile(copy, content, { mode: 0o600 });
    this.#copies.set(path, copy);
    return copy;
  }

  async remove(): Promise<void> {
    if (this.#folder !== null) await rm(await this.#folder, { recursive: true, force: true });
  }
}
