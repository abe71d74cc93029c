import type { TargetDescription } from '../../datasets/target-description';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Text } from '../../text/text';
import type { NetworkToExport } from './network-to-export';

/** A kind of files that a network is exported to. */
export interface ExportFormat {
  /** On the command line: `--to onnx`. */
  readonly id: string;
  readonly label: Text;
  /** What the files are and what they are for, in a sentence. */
  readonly summary: Text;
  /** Of the file's name, without a dot. */
  readonly extension: string;
  /** Several files: a path with that extension becomes one archive of them, any other a folder. */
  readonly isFolder: boolean;
  /** `predicting`: without auxiliary outputs, which help training only. */
  readonly parts: 'predicting' | 'all';
  /** Whether files take several images that are compared; absent: such networks are refused. */
  readonly keepsInputs?: true;
  /** What is not the same in the files, in sentences; empty: nothing is. @param target what the labels of the data set are */
  remarks(network: NetworkToExport, target?: TargetDescription): readonly Text[];
  /**
   * Sources among the files that people read, by their names, as they will be written but for what only the weights tell.
   *
   * @param target what the labels of the data set are, where that is known
   */
  preview(network: NetworkToExport, target?: TargetDescription): Readonly<Record<string, string>>;
  /** What keeps a network from being exported, at its nodes; empty: nothing does. */
  problems(network: NetworkToExport): readonly Diagnostic[];
}

/** What files say of themselves beside the network. */
export interface ExportFacts {
  /** What the labels of the data set are; absent: not known. */
  readonly target?: TargetDescription | undefined;
  /** The document as text. */
  readonly document: string;
  /** Which weights these are, in words. */
  readonly weights: string;
}
