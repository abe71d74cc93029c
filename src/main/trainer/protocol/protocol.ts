import type {
  DeviceInfo,
  Failure,
  InspectedTensor,
  Inspection,
  InspectionAnswer,
  LearningRatePoint,
  Reply,
  RunEvent,
  SavedCurves,
} from '../../../contract/contract';
import type { ReadNetwork } from '../../../contract/network-import';
import type { WeightImportReport } from '../../../contract/weight-import';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { MachineSpeed } from '../../../graph-runtime/estimate/measured-speed';
import type { SpeedRecord } from '../../../graph-runtime/estimate/speed-record';
import type { ExportFormatId } from '../../../graph-runtime/exchange/export/registry';
import type { Capability } from '../../../graph-runtime/ops/capabilities';
import type { ReplicaGroup } from './replica-group';

/**
 * What main (or the command line) and the trainer process say to each other. The trainer runs one command at a time; `pause`,
 * `continue`, `stop` and `inspect` are for the run under way and take effect between two steps. Answers hold typed arrays and numbers
 * that are not finite: structured cloning (Electron's utility process) carries them, between plain processes `processes/plain-messages.ts` does.
 */
export type TrainerCommand =
  | {
      readonly type: 'train';
      /** The document with the settings that hold for this run already in its `training`. */
      readonly document: NetloomDocument;
      /** Use only this many of the first training examples (and a proportional share of the test set); absent: all, or in a resumed run as many as before. */
      readonly limit?: number;
      /** A data set of more bytes is read from the disk batch by batch; absent: more than a quarter of the memory there is. */
      readonly dataBudgetBytes?: number;
      /**
       * A folder the user named, for `weights.safetensors`, `metrics.json` and `document.json`; absent: nowhere. Fails with
       * `folder-not-a-run` or `run-folder-in-use` when it holds what must stay. While the run lasts it is locked (as is the run directory
       * where there is no output directory), so that no other process writes there.
       */
      readonly outputDirectory?: string;
      /** A run that the output directory holds is replaced as soon as this one begins. */
      readonly overwrite?: boolean;
      /** Where the run keeps its checkpoints, so that it can be resumed; absent: none are written. */
      readonly runDirectory?: string;
      /**
       * Continue from the newest sound checkpoint in `runDirectory`, with the numbers of a run that was never interrupted. With more
       * epochs in the document than before, a finished run trains further. Fails with `checkpoint-missing` when there is none.
       */
      readonly resume?: boolean;
      /** A safetensors file (weights, or a checkpoint) to begin with instead of random weights, where name and shape agree. */
      readonly initialWeights?: string;
      /** SHA-256 of that file, where it has to be a certain one. Fails with `weights-changed` when it is not. */
      readonly initialWeightsHash?: string;
      /**
       * The network is trained by these processes together, as many as the settings have replicas. All are given the same document and data; the
       * first keeps the run, and the others take from it where it begins. Whoever has started them ends all when one of them is gone.
       */
      readonly group?: ReplicaGroup;
    }
  | {
      readonly type: 'bench';
      readonly document: NetloomDocument;
      /** Timed steps, after the warm-up. */
      readonly steps: number;
      /** As in `train`. */
      readonly dataBudgetBytes?: number;
    }
  /** Trains a few steps, of fewer examples where whole ones take long, and answers `measured-speed` with how long they take. */
  | { readonly type: 'measure-speed'; readonly document: NetloomDocument; readonly machine: MachineSpeed }
  /** Loads the engine and says what runs. */
  | { readonly type: 'probe' }
  /** Answers a `learning-rate` for every step, and `learning-rates` at the end. */
  | { readonly type: 'find-learning-rate'; readonly document: NetloomDocument; readonly limit?: number }
  /**
   * Puts a network with its weights into the engine, without training: answers `opened` when it can be asked (`inspect`), stays until
   * it is told to `stop`, and answers `closed` then.
   */
  | {
      readonly type: 'open';
      readonly document: NetloomDocument;
      readonly weights: OpenedWeights;
      readonly limit?: number;
    }
  /** Writes a network with its weights to `path` in another framework's format; answers `exported`, or `stopped` when it was given up. */
  | {
      readonly type: 'export';
      readonly document: NetloomDocument;
      readonly weights: OpenedWeights;
      readonly format: ExportFormatId;
      readonly path: string;
    }
  /** Writes the weights of a file from elsewhere to `target`, as Netloom has them; answers `imported-weights`, or `stopped`. */
  | {
      readonly type: 'import-weights';
      readonly document: NetloomDocument;
      readonly source: string;
      readonly target: string;
    }
  /** Reads a network from elsewhere and writes its weights to `target`; answers `imported-network`, or `stopped`. */
  | { readonly type: 'import-network'; readonly source: string; readonly target: string }
  /**
   * Writes a run as TensorBoard's event files into a new folder; answers `exported`. `curves`: null takes those of the checkpoint. `startedAt`:
   * milliseconds since 1970; null: not known, the run counts as just ended.
   */
  | {
      readonly type: 'export-run';
      readonly document: NetloomDocument;
      /** Of its checkpoints. */
      readonly directory: string;
      readonly curves: SavedCurves | null;
      readonly startedAt: number | null;
      readonly path: string;
    }
  /**
   * A question to the network in training or opened, answered between two steps, also while the run pauses; long answers in pieces.
   * Answered by `inspected` with the same id, in any case; with the failure `run-unknown` when there is no network to ask (any more).
   */
  | { readonly type: 'inspect'; readonly id: number; readonly inspection: Inspection }
  /** Training examples as a network with these settings would see them. Needs no run; answered by `previewed` with the same id. */
  | {
      readonly type: 'preview';
      readonly id: number;
      readonly document: NetloomDocument;
      readonly indices: readonly number[];
      readonly step: number;
    }
  /**
   * Halts the run, writes a checkpoint if it has a folder, and answers `paused`. The process keeps everything, so that `continue`
   * continues at once; it may also be told to `stop` or `exit` and the run be resumed another day.
   */
  | { readonly type: 'pause' }
  | { readonly type: 'continue' }
  /** Ends the run, with a checkpoint if it has a folder. */
  | { readonly type: 'stop' }
  /** End the process when nothing runs. */
  | { readonly type: 'exit' };

/** Whose weights: those a run ended with or has come to (of its folder), those of a safetensors file, or fresh ones by the seed. */
export type OpenedWeights =
  | { readonly type: 'run'; readonly directory: string }
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'initial' };

export interface BenchResult {
  readonly batchSize: number;
  readonly steps: number;
  /** From the median step. */
  readonly examplesPerSecond: number;
  /**
   * Over the whole time from the first timed step to the end of the last, with what lies between steps, as an epoch's rate counts: what
   * epochs are compared with. Lower than that of the median step, which leaves out the steps that something else held up.
   */
  readonly sustainedExamplesPerSecond: number;
  readonly medianStepSeconds: number;
  /** Processor time of the median step, over all cores: hardly changes when other programs are busy. */
  readonly medianStepProcessorSeconds: number;
  /** Share of the processors that other programs took while the steps were timed, from 0 to 1. */
  readonly otherLoad: number;
  /** From the command to the end of the first step. */
  readonly firstStepSeconds: number;
  /** Peak resident memory of the trainer process, in MB of 1e6 bytes. */
  readonly peakMemoryMB: number;
  readonly device: DeviceInfo;
  readonly engine: string;
}

export type TrainerMessage =
  | RunEvent
  /** The process is up and listens. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'probed';
      /** What the engine computes on. */
      readonly device: DeviceInfo;
      /** Graphics cards the driver reports, whether or not the engine can use them. */
      readonly cards: readonly DeviceInfo[];
      readonly engine: string;
      /** What the engine cannot do on its device. */
      readonly missing: readonly Capability[];
    }
  | { readonly type: 'benched'; readonly result: BenchResult }
  /** How fast this machine is: what `measure-speed` has found, or at the end of a run how long its steps took. */
  | {
      readonly type: 'measured-speed';
      readonly record: SpeedRecord;
      /** Of `measure-speed`: processor time of the step, over all cores, and the time of all its steps together. */
      readonly processorSeconds?: number;
      readonly allSeconds?: number;
    }
  | { readonly type: 'learning-rate'; readonly point: LearningRatePoint }
  | { readonly type: 'learning-rates'; readonly points: readonly LearningRatePoint[] }
  /** Steps the weights were trained for; 0 when that is not known. */
  | { readonly type: 'opened'; readonly step: number }
  | { readonly type: 'closed' }
  | { readonly type: 'exported'; readonly path: string }
  | { readonly type: 'imported-weights'; readonly report: WeightImportReport }
  | { readonly type: 'imported-network'; readonly network: ReadNetwork }
  | { readonly type: 'inspected'; readonly id: number; readonly reply: Reply<InspectionAnswer> }
  | { readonly type: 'previewed'; readonly id: number; readonly reply: Reply<InspectedTensor> }
  | { readonly type: 'command-failed'; readonly failure: Failure }
  /** The trainer has received `stop` or `exit` while something ran: it is in no native call, and writes a checkpoint if it has a folder. */
  | { readonly type: 'stopping' }
  /** The job wants its own process: the same one is to be given to another, and this one to be ended. Nothing has begun. */
  | { readonly type: 'starting-over' };

/** Messages that are the trainer's own; all others are events of a run. */
const otherMessages: ReadonlySet<string> = new Set([
  'ready',
  'probed',
  'benched',
  'measured-speed',
  'learning-rate',
  'learning-rates',
  'opened',
  'closed',
  'exported',
  'imported-weights',
  'imported-network',
  'inspected',
  'previewed',
  'command-failed',
  'stopping',
  'starting-over',
] satisfies readonly Exclude<TrainerMessage, RunEvent>['type'][]);

export function isRunEvent(message: TrainerMessage): message is RunEvent {
  return !otherMessages.has(message.type);
}
