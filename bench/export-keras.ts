/**
 * `npm run bench:export-keras [-- presets|random|layers|NAME …]`: exports networks as Keras projects, loads `model.keras`, builds `model.py`, and
 * compares both with the engine (export-projects.ts). It needs Python with keras and tensorflow (bench/README.md).
 */
import { writeKerasFolder } from '../src/main/trainer/jobs/testing/keras-folder';
import { benchProjects } from './export-projects';

void benchProjects({ script: 'check_keras.py', write: writeKerasFolder });
