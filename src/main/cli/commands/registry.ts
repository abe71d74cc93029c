import type { Command } from '../command';
import { bench } from './bench';
import { data } from './data';
import { doctor } from './doctor';
import { evaluate } from './evaluate';
import { exportCommand } from './export';
import { importCommand } from './import';
import { importWeightsCommand } from './import-weights';
import { inspect } from './inspect';
import { packageCommand } from './package';
import { predict } from './predict';
import { targets } from './targets';
import { time } from './time';
import { train } from './train';
import { unpack } from './unpack';

/** The commands by name, in the order of the help. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    inspect,
    train,
    evaluate,
    predict,
    export: exportCommand,
    import: importCommand,
    'import-weights': importWeightsCommand,
    package: packageCommand,
    unpack,
    bench,
    time,
    data,
    targets,
    doctor,
  }),
);
