import type { RunEvent } from '../../contract/contract';
import { datasetName } from '../../graph-runtime/datasets/known-datasets';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { describeFinding } from '../../graph-runtime/run-health/examine';
import type { Finding } from '../../graph-runtime/run-health/finding';
import type { TargetKindId } from '../../graph-runtime/targets/target-kind';
import { isRunEvent, type TrainerMessage } from '../trainer/protocol/protocol';
import { formatSeconds, frozenText, groupDigits } from './figures';
import type { Output } from './output';
import { formatEpoch, ProgressLine } from './progress-line';
import { terminalFailure } from './terminal-failure';

/** Events as they come, one object a line; an epoch's figures are beside its type. */
export function reportJson(output: Output): (message: TrainerMessage) => void {
  return (message) => {
    if (!isRunEvent(message)) return;
    output.printJson(message.type === 'epoch' ? { type: 'epoch', ...message.point } : message);
  };
}

export function reportToPeople(document: NetloomDocument, output: Output): (message: TrainerMessage) => void {
  const progress = new ProgressLine();
  const noteFindings = findingNotes(output);
  let epochs = document.training.epochs;
  let target: TargetKindId | undefined;
  return (message) => {
    if (!isRunEvent(message)) return;
    if (message.type === 'warning') output.note(terminalFailure(message.failure));
    if (message.type === 'findings') noteFindings(message.findings);
    if (message.type === 'compiled') {
      epochs = message.epochs;
      target = message.target;
      output.print(headline(document, message));
    }
    if (message.type === 'epoch') output.print(formatEpoch(message.point, epochs, target));
    output.draw(progress.after(message, output.columns));
  };
}

/** Notes what was found wrong with the run: each finding once, though its figures change. */
function findingNotes(output: Output): (findings: readonly Finding[]) => void {
  const noted = new Set<string>();
  return (findings) => {
    for (const finding of findings.filter(({ code }) => !noted.has(code))) {
      noted.add(finding.code);
      const { title, evidence, advice } = describeFinding(finding, 'en');
      output.note(`${title}. ${evidence} ${advice}`);
    }
  };
}

function headline(
  document: NetloomDocument,
  compiled: Extract<RunEvent, { type: 'compiled' }>,
): readonly string[] {
  const { batchSize, optimizer, seed } = document.training;
  const { device } = compiled;
  const cores = device.cores === undefined ? '' : ` (${device.cores} cores)`;
  return [
    `${document.name}: ${groupDigits(compiled.trainableParameters)} trainable parameters${frozenText(compiled.frozenParameters)}`,
    `${groupDigits(compiled.trainCount)} training and ${groupDigits(compiled.testCount)} test examples of ${datasetName(document.dataset.id)}; ` +
      `batch ${batchSize}, ${optimizer.type}, learning rate ${optimizer.learningRate}, seed ${seed}`,
    `${compiled.engine} on ${device.name}${cores}; first step after ${formatSeconds(compiled.secondsToFirstStep)}`,
  ];
}

/** How it ended. */
export function endLines(message: TrainerMessage, folder: string | undefined): readonly string[] {
  const lines: string[] = [];
  if (message.type === 'done') {
    const { reason, bestEpoch } = message;
    const early = reason === 'early-stopping' ? ' No further improvement: it was stopped early.' : '';
    const best = bestEpoch === undefined ? '' : ` The weights are those of epoch ${bestEpoch}, the best.`;
    lines.push(`Done in ${formatSeconds(message.seconds)}.${early}${best}`);
  }
  if (message.type === 'stopped') lines.push(`Stopped after step ${message.step}.`);
  if (folder !== undefined) lines.push(`Weights, metrics, checkpoints and the network are in ${folder}`);
  return lines;
}
