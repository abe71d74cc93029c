import { z } from 'zod';
import {
  failureSchema,
  type RunStatus,
  type RunSummary,
  reduceRun,
  reopenRun,
} from '../../contract/contract';
import { type NetloomDocument, parameterValueSchema } from '../../graph-runtime/document/document';
import { describeRun, type RunLabel } from '../../graph-runtime/messages/describe-run';
import { findingRules } from '../../graph-runtime/run-health/registry';
import { LANGUAGES } from '../../graph-runtime/text/text';
import { networkHash } from '../trainer/checkpoints/network-hash';
import { PACKAGE_LIMITS } from './manifest';

const word = z.string().max(200);
const count = z.number().int().min(0).max(1e9);

const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('layers'), type: word, count, name: word.optional() }),
  z.object({ kind: z.literal('removed'), type: word, count, name: word.optional() }),
  z.object({
    kind: z.literal('parameter'),
    type: word,
    parameter: word,
    value: parameterValueSchema.optional(),
    count,
  }),
  z.object({ kind: z.literal('network-parameter'), parameter: word, value: parameterValueSchema }),
  z.object({ kind: z.literal('wires') }),
  z.object({
    kind: z.literal('setting'),
    path: word,
    value: z.union([z.number(), z.boolean(), word]).optional(),
  }),
]);

const labelSchema = z.object({
  changes: z.array(changeSchema).max(100),
  trial: z
    .array(z.object({ parameter: word, value: z.union([z.number(), z.boolean(), word]) }))
    .max(10)
    .optional(),
  number: z.number().int().min(1).max(1e6),
});

/** What a package says of a run that its network and its events do not say. */
const recordSchema = z.object({
  name: z.string().max(200).nullable().default(null),
  label: labelSchema.nullable().catch(null),
  isStarred: z.boolean().default(false),
  notes: z.string().max(PACKAGE_LIMITS.notes).default(''),
  datasetHash: z.string().max(200).default(''),
  appVersion: z.string().max(50).default(''),
  startedAt: z.number().int().min(0).max(8.64e15),
  endedAt: z.number().int().min(0).max(8.64e15).nullable().default(null),
  seconds: z.number().min(0).default(0),
  phase: z.enum(['stopped', 'interrupted', 'done', 'failed']).catch('interrupted'),
  step: z.number().int().min(0).max(1e12).default(0),
  failure: failureSchema.nullable().catch(null),
  findings: z
    .array(
      z.object({
        code: word,
        severity: z.enum(['problem', 'remark']),
        paths: z.array(z.string().max(1_000)).max(1_000),
        values: z.record(z.string().max(60), z.union([z.number(), z.string().max(1_000)])),
      }),
    )
    .max(100)
    .catch([]),
});
export type PackedRecord = z.infer<typeof recordSchema>;

/** A run of a package, without the id that it gets here. */
export type PackedSummary = Omit<RunSummary, 'runId'>;

/** The record in a stranger's file; null where it is none. */
export function parseRecord(text: string): PackedRecord | null {
  try {
    const read = recordSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}

/**
 * The line of a stranger's run, computed again: from its network, its events and its files. Of what only its record says, nothing is taken over
 * that the app could not show.
 *
 * @param status what its events add up to
 */
export function packedSummary(
  record: PackedRecord,
  document: NetloomDocument,
  status: RunStatus,
  hasWeights: boolean,
): PackedSummary {
  const { compiled, lastEpoch, bestTestAccuracy, bestTestMetrics, epochsDone } = status;
  const known = new Set(findingRules.map(({ code }) => code));
  return {
    ...record,
    label:
      record.label !== null && isDescribable(record.label as RunLabel) ? (record.label as RunLabel) : null,
    findings: record.findings.filter(({ code }) => known.has(code)),
    documentName: document.name,
    networkHash: networkHash(document),
    settings: document.training,
    datasetId: document.dataset.id,
    ...(document.dataset.name !== undefined && { datasetName: document.dataset.name }),
    trainableParameters: compiled?.trainableParameters ?? null,
    device: compiled?.device ?? null,
    engine: compiled?.engine ?? null,
    ...(compiled?.target !== undefined && { target: compiled.target }),
    step: Math.max(record.step, status.lastStep),
    epochsDone,
    last: lastEpoch,
    bestTestAccuracy,
    ...(bestTestMetrics !== undefined && { bestTestMetrics }),
    isResumable: record.phase !== 'done' && hasWeights,
    waiting: null,
    hasWeights,
    sweepId: null,
  };
}

function isDescribable(label: RunLabel): boolean {
  try {
    for (const language of LANGUAGES) describeRun('', label, language);
    return true;
  } catch {
    return false;
  }
}

/** Adds up a run's events, as its process and those that resumed it reported them. */
export function addUp(status: RunStatus, event: Parameters<typeof reduceRun>[1]): RunStatus {
  return reduceRun(event.type === 'compiled' ? reopenRun(status) : status, event);
}
