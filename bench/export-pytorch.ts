/**
 * `npm run bench:export-pytorch [-- presets|random|layers|NAME …]`: exports networks as PyTorch projects, runs them, and compares them with the
 * engine (export-projects.ts). It needs Python with torch and safetensors (bench/README.md).
 */
import { writePytorchFolder } from '../src/main/trainer/jobs/testing/pytorch-folder';
import { benchProjects } from './export-projects';

void benchProjects({ script: 'check_exports.py', write: writePytorchFolder });
