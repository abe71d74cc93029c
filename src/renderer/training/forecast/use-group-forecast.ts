import { useMemo } from 'react';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { forecastGroup, type GroupForecast } from '../../../graph-runtime/estimate/group-speed';
import type { NetworkTime } from './forecast-thread';
import { useTimes } from './use-times';

/** What to expect of machines that train together, and what it starts from. */
export interface ForecastOfMachines extends GroupForecast {
  readonly machines: number;
  /** Of a step on this machine alone. */
  readonly stepSeconds: number;
  /** Gb/s. */
  readonly line: number;
}

/** Of a network whose time on this machine is known. */
export function forecastOf(
  { stepSeconds, trainableParameters }: Pick<NetworkTime, 'stepSeconds' | 'trainableParameters'>,
  machines: number,
  line: number,
): ForecastOfMachines {
  const asked = { trainableParameters, stepSeconds, machines, line };
  return { ...forecastGroup(asked), machines, stepSeconds, line };
}

const NONE: readonly NetloomDocument[] = [];

/** The same for a document; null while it is not known, and where it cannot be trained here. */
export function useGroupForecast(
  document: NetloomDocument | null,
  machines: number,
  line: number,
): ForecastOfMachines | null {
  const documents = useMemo(() => (document === null ? NONE : [document]), [document]);
  const [time = null] = useTimes(documents);
  return time === null || machines < 2 ? null : forecastOf(time, machines, line);
}
