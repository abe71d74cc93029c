import type { DeviceInfo, Failure } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import type { Capabilities } from '../../../graph-runtime/ops/capabilities';

export interface FoundDevices {
  /** What the run computes on. */
  readonly used: DeviceInfo;
  /** Graphics cards the driver reports. */
  readonly cards: readonly DeviceInfo[];
  /** Null: not known. */
  readonly hasBfloat16: boolean | null;
  /** What the engine can do on the device used. */
  readonly capabilities: Capabilities;
}

/** What a user should know of the device before the training begins: it is not the one they may take it for. */
export function deviceWarnings(
  { device, precision }: Pick<TrainingSettings, 'device' | 'precision'>,
  { used, cards, hasBfloat16, capabilities }: FoundDevices,
): readonly Failure[] {
  const warnings: Failure[] = [];
  const [card] = cards;
  if (used.kind === 'cpu' && device !== 'cpu') {
    if (card !== undefined) warnings.push(failure('gpu-not-used', { card: card.name, name: used.name }));
    else if (device === 'gpu') warnings.push(failure('gpu-not-found', { name: used.name }));
  }
  if (precision === 'mixed' && !capabilities.has('bfloat16')) {
    warnings.push(failure('mixed-precision-unavailable', { name: used.name }));
  } else if (precision === 'mixed' && used.kind === 'cpu' && hasBfloat16 === false) {
    warnings.push(failure('mixed-precision-slow', { name: used.name }));
  }
  return warnings;
}
