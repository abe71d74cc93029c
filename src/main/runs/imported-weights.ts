import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import type { ImportedNetworkFile, ReadNetwork } from '../../contract/network-import';
import type { ImportedWeights, WeightImportReport } from '../../contract/weight-import';
import type { NetloomDocument, WeightsReference } from '../../graph-runtime/document/document';
import { findWeights, importedWeightsName } from '../exchange/document-weights';
import { writeFailure } from '../files/file-failure';
import type { NetworkImport } from './import-network';
import type { WeightImport } from './import-weights';

/** The weights that were imported in the window: files called by their content, in one folder. */
export class ImportedWeightFiles {
  #count = 0;

  constructor(private readonly folder: string) {}

  /** Takes the weights of a file in for a network; null where it was canceled. */
  async take(
    document: NetloomDocument,
    source: string,
    carryOut: (wanted: WeightImport) => Promise<Reply<WeightImportReport>>,
  ): Promise<Reply<ImportedWeights | null>> {
    const reply = await this.#keep((target) => carryOut({ document, source, target }));
    if (!reply.ok || reply.value === null) return reply.ok ? success(null) : reply;
    return success({ file: basename(source), report: reply.value });
  }

  /** Takes a network from elsewhere in, with its weights; null where it was canceled. */
  async takeNetwork(
    source: string,
    carryOut: (wanted: NetworkImport) => Promise<Reply<ReadNetwork>>,
  ): Promise<Reply<ImportedNetworkFile | null>> {
    const reply = await this.#keep((target) => carryOut({ source, target }));
    if (!reply.ok || reply.value === null) return reply.ok ? success(null) : reply;
    return success({ file: basename(source), network: reply.value });
  }

  /** Has weights written, and keeps them by their content. */
  async #keep<T extends { readonly sha256: string | null }>(
    carryOut: (target: string) => Promise<Reply<T>>,
  ): Promise<Reply<T | null>> {
    this.#count += 1;
    const target = join(this.folder, `importing-${process.pid}-${this.#count}.safetensors`);
    try {
      await mkdir(this.folder, { recursive: true });
      const reply = await carryOut(target);
      if (!reply.ok) return reply.error.code === 'run-unknown' ? success(null) : reply;
      const { sha256 } = reply.value;
      if (sha256 !== null) await rename(target, join(this.folder, importedWeightsName({ sha256 })));
      return reply;
    } catch (error) {
      return failed(writeFailure(this.folder, error));
    } finally {
      await rm(target, { force: true });
    }
  }

  /** Where the weights are that a document names: beside its file, or among the imported ones. */
  find(reference: WeightsReference, projectFolder: string | null): Promise<Reply<string>> {
    return findWeights(reference, [...(projectFolder === null ? [] : [projectFolder]), this.folder]);
  }
}

/** Puts a file that is never written over at another place: a second name for the same bytes is enough where the disk has such. */
export async function placeFile(source: string, target: string): Promise<Reply<string>> {
  try {
    await mkdir(dirname(target), { recursive: true });
    await link(source, target).catch(() => copyFile(source, target));
    return success(target);
  } catch (error) {
    return failed(writeFailure(target, error));
  }
}
