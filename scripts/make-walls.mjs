/** `npm run walls`: makes the linter's rules and the tables of ARCHITECTURE.md from walls.mjs. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectDirectory } from './setup/paths.mjs';
import { withTables, writeBiomeWalls } from './walls-output.mjs';

const architecture = path.join(projectDirectory, 'ARCHITECTURE.md');

writeBiomeWalls();
writeFileSync(architecture, withTables(architecture));
