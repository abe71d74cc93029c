import { z } from 'zod';
import type { Diagnostic } from '../graph-runtime/diagnostics/diagnostic';
import { documentSchema } from '../graph-runtime/document/document';
import type { Failure } from './failure';

export interface OpenedDocument {
  readonly document: z.infer<typeof documentSchema>;
  /** Null for a preset or a new document. */
  readonly filePath: string | null;
  /** Fields of the file that mean nothing and will not be saved again, such as misspelled names. */
  readonly warnings?: readonly Diagnostic[];
  /** It came in a package, with runs. */
  readonly package?: OpenedPackage;
}

/** What a package brought along. */
export interface OpenedPackage {
  /** The package's file. */
  readonly fileName: string;
  /** What whoever made it wrote for whoever opens it; may be empty. */
  readonly notes: string;
  /** Runs that are in the list now. */
  readonly runIds: readonly string[];
  /** Runs that were there already. */
  readonly known: number;
  /** Runs that were left out, weights that are damaged. */
  readonly problems: readonly Failure[];
}

/** The copy of unsaved work that outlives a crash of the window or the app. */
export const recoveryCopySchema = z.object({
  document: documentSchema,
  filePath: z.string().max(4_096).nullable(),
  isEdited: z.boolean(),
});
export type RecoveryCopy = z.infer<typeof recoveryCopySchema>;

/** A run that another window started. */
export interface RunElsewhere {
  readonly documentName: string;
}

/** A version of a project, as it was when it was saved. */
export interface ProjectVersion {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** Bytes of the network file. */
  readonly bytes: number;
  readonly nodeCount: number;
  /** What saving it changed against the version before; null for the first. */
  readonly difference: VersionDifference | null;
  /** As the file was when it came from elsewhere, before anything was changed in it here. */
  readonly isReceived?: true;
}

export interface VersionDifference {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** Wires drawn or cut between nodes that were there before and after. */
  readonly rewired: number;
  readonly isTrainingChanged: boolean;
}

export interface RecentFile {
  readonly filePath: string;
  readonly name: string;
}
