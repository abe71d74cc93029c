import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import type { ImportedWeights, WeightImportReport } from '../../contract/weight-import';
import type { NetloomDocument, WeightsReference } from '../../graph-runtime/document/document';
import { findWeights, importedWeightsName } from '../exchange/document-weights';
import { writeFailure } from '../files/file-failure';
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
    this.#count += 1;
    const target = join(this.folder, `importing-${process.pid}-${this.#count}.safetensors`);
    try {
      await mkdir(this.folder, { recursive: true });
      const reply = await carryOut({ document, source, target });
      if (!reply.ok) return reply.error.code === 'run-unknown' ? success(null) : reply;
      await rename(target, join(this.folder, importedWeightsName(reply.value)));
      return success({ file: basename(source), report: reply.value });
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
