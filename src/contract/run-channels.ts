import { z } from 'zod';
import { documentSchema } from '../graph-runtime/document/document';
import type { MachineSpeed } from '../graph-runtime/estimate/measured-speed';
import type { SpeedRecord } from '../graph-runtime/estimate/speed-record';
import { EXPORT_FORMAT_IDS } from '../graph-runtime/exchange/export/registry';
import { type InspectedTensor, type InspectionAnswer, inspectionSchema } from './inspection';
import type { LayerTimes } from './layer-times';
import { placeOfRun } from './remote-channels';
import type { ImportedNetworkFile } from './network-import';
import {
  type LearningRatePoint,
  type RunDetails,
  type RunSummary,
  type SweepSummary,
  sweepSchema,
} from './run-records';
import type { ImportedWeights } from './weight-import';

/** The channels of runs: the one in progress, saved ones, sweeps and the learning-rate finder. */

const nothing = z.undefined();
const runId = z.string().max(200);
const ofRun = z.object({ runId });

export const runRequests = {
  /** Holds the run after its step; it keeps its place in memory, and a checkpoint is written. */
  'run:pause': ofRun,
  'run:continue': ofRun,
  /** Resumes an ended run at its checkpoint, with `epochs` up to this many in all. */
  'run:resume': z.object({
    runId,
    epochs: z.number().int().min(1).max(100_000).optional(),
    ...placeOfRun,
  }),
  /** A question to the network of a run: in training, or else to its checkpoint. */
  'run:inspect': z.object({ runId, inspection: inspectionSchema }),
  /**
   * A question to a network with the weights that a run of it would begin with. It stays in memory for the next question, until another network
   * is asked or a run begins.
   */
  'network:inspect': z.object({ document: documentSchema, inspection: inspectionSchema }),
  'runs:list': nothing,
  'runs:get': ofRun,
  'runs:update': z.object({
    runId,
    name: z.string().max(200).nullable().optional(),
    isStarred: z.boolean().optional(),
    notes: z.string().max(20_000).optional(),
    /** It is not offered to be resumed any more. */
    waiting: z.null().optional(),
  }),
  /** Hides a run; it is gone for good when the app ends. */
  'runs:delete': ofRun,
  'runs:undelete': ofRun,
  /** Asks where, and writes the run's weights there; null when canceled. */
  'runs:export-weights': ofRun,
  /** Asks for TensorBoard's log folder, and writes the run into a new folder there; null when canceled. */
  'runs:export-tensorboard': ofRun,
  /**
   * Asks where, and writes a network there for other frameworks: that of a saved run with the weights it came to, or the document with those that
   * training would begin with. Null when canceled or stopped.
   */
  'network:export': z.object({
    document: documentSchema,
    runId: runId.nullable(),
    format: z.enum(EXPORT_FORMAT_IDS),
  }),
  /** Asks where, and writes the document and saved runs there, in one file; null when canceled. */
  'package:save': z.object({
    document: documentSchema,
    /** With what each is called, for whoever looks into the file without Netloom. */
    runs: z.array(z.object({ runId, name: z.string().max(1_000) })).max(200),
    notes: z.string().max(20_000),
    hasWeights: z.boolean(),
    /** Small pictures of the results on the test set, which is asked for that. */
    hasResults: z.boolean(),
  }),
  /** Shows the open dialog and takes the weights of a file in, for the network of the document; null when canceled. */
  'weights:import': z.object({ document: documentSchema }),
  /** Shows the open dialog and takes a network from elsewhere in, with its weights; null when canceled. */
  'network:import': nothing,
  /** Gives up the export under way; nothing is written. */
  'network:stop-export': nothing,
  'sweep:start': sweepSchema,
  'sweep:cancel': z.object({ sweepId: z.string().max(200) }),
  /** Trains what is left of a sweep that the app's end interrupted. */
  'sweep:resume': z.object({ sweepId: z.string().max(200) }),
  'sweep:list': nothing,
  /** Answers when the finder has ended; its points come as events meanwhile. */
  'lr-finder:start': z.object({ document: documentSchema }),
  'lr-finder:stop': nothing,
  /**
   * How long each layer takes in a training step: of a network that is not being trained, with fresh weights. (Of one in training, or of a
   * saved run, it is the inspection `layer-times`.) Takes some seconds to a minute; a later request or a run takes its place.
   */
  'layers:time': z.object({ document: documentSchema }),
  /** Gives the measurement up; it answers with `run-unknown`. */
  'layers:stop': nothing,
  /** How fast this machine is, as far as it is known: what the time of a run is estimated from. */
  'speed:get': nothing,
  /**
   * Trains a few steps of the network in its own process and takes their time, some seconds in all; a later request or a run takes its place.
   * What it finds is saved, and `speed:changed` reports it.
   */
  'speed:measure': z.object({ document: documentSchema }),
  /** Gives the measurement up; it answers with `run-unknown`. */
  'speed:stop': nothing,
  /** Training examples as the network would see them at that step. */
  'augmentation:preview': z.object({
    document: documentSchema,
    indices: z.array(z.number().int().min(0)).min(1).max(64),
    step: z.number().int().min(0),
  }),
} as const;

export interface RunReplies {
  'run:pause': null;
  'run:continue': null;
  'run:resume': { readonly runId: string };
  'run:inspect': InspectionAnswer;
  'network:inspect': InspectionAnswer;
  'runs:list': readonly RunSummary[];
  'runs:get': RunDetails;
  'runs:update': null;
  'runs:delete': null;
  'runs:undelete': null;
  'runs:export-weights': { readonly filePath: string } | null;
  'runs:export-tensorboard': { readonly filePath: string } | null;
  'network:export': { readonly filePath: string } | null;
  'package:save': { readonly filePath: string } | null;
  'weights:import': ImportedWeights | null;
  'network:import': ImportedNetworkFile | null;
  'network:stop-export': null;
  'sweep:start': { readonly sweepId: string };
  'sweep:cancel': null;
  'sweep:resume': null;
  'sweep:list': readonly SweepSummary[];
  'lr-finder:start': { readonly points: readonly LearningRatePoint[] };
  'lr-finder:stop': null;
  'layers:time': LayerTimes;
  'layers:stop': null;
  'speed:get': MachineSpeed;
  'speed:measure': SpeedRecord;
  'speed:stop': null;
  'augmentation:preview': InspectedTensor;
}

export interface RunsEvents {
  /** The list of saved runs is another one; ask for it. */
  'runs:changed': null;
  'sweep:changed': null;
  'lr-finder:point': LearningRatePoint;
  /** More is known of this machine's speed; ask for it. */
  'speed:changed': null;
}
