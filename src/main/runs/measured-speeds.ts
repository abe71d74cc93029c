import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { MachineSpeed } from '../../graph-runtime/estimate/measured-speed';
import {
  MOST_RECORDS,
  type SpeedRecord,
  speedRecordSchema,
  withRecord,
} from '../../graph-runtime/estimate/speed-record';
import { writeFileAtomically } from '../files/atomic-write';
import { systemErrorCode } from '../files/file-system';
import { Sequencer } from '../files/sequencer';
import type { Log } from '../log/log';
import { findProcessor } from '../machine/processor';

const fileSchema = z.array(speedRecordSchema).max(10 * MOST_RECORDS);

export interface MeasuredSpeedsOptions {
  readonly file: string;
  readonly log: Pick<Log, 'warning' | 'error'>;
  readonly onChange?: () => void;
}

/** How fast this machine was found to train, kept over starts of the app: what estimates of a run's time are founded on. */
export class MeasuredSpeeds {
  readonly #options: MeasuredSpeedsOptions;
  #records: readonly SpeedRecord[];
  readonly #writes = new Sequencer();

  constructor(options: MeasuredSpeedsOptions) {
    this.#options = options;
    this.#records = readRecords(options);
  }

  machine(): MachineSpeed {
    return { processor: findProcessor(), records: this.#records };
  }

  add(record: SpeedRecord): void {
    const { file, log, onChange } = this.#options;
    this.#records = withRecord(this.#records, record);
    onChange?.();
    const content = `${JSON.stringify(this.#records)}\n`;
    const written = this.#writes.queue(() => writeFileAtomically(file, content));
    void written.catch((error: unknown) => log.error('measured speeds not written', error));
  }

  /** Resolves when all is on the disk. */
  flush(): Promise<void> {
    return this.#writes.whenIdle();
  }
}

/** A file that is missing or of another version costs what was measured, not the start of the app: it is measured again. */
function readRecords({ file, log }: MeasuredSpeedsOptions): readonly SpeedRecord[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).slice(-MOST_RECORDS);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') log.warning('measured speeds not readable', error);
    return [];
  }
}
