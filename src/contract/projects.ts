import { z } from 'zod';
import type { Diagnostic } from '../graph-runtime/diagnostics/diagnostic';
import { documentSchema } from '../graph-runtime/document/document';

export interface OpenedDocument {
  readonly document: z.infer<typeof documentSchema>;
  /** Null for a preset or a new document. */
  readonly filePath: string | null;
  /** Fields of the file that mean nothing and will not be saved again, such as misspelled names. */
  readonly warnings?: readonly Diagnostic[];
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
