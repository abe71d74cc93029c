/**
 * `npm run bench:export-saved-model [-- presets|random|layers|NAME …]`: exports networks as SavedModels, loads them with TensorFlow and compares
 * them with the engine (export-projects.ts); LeNet and two others also as LiteRT. It needs Python with tensorflow (bench/README.md).
 */
import { writeSavedModelFolder } from '../src/main/trainer/jobs/testing/saved-model-folder';
import { benchProjects } from './export-projects';

void benchProjects({
  script: 'check_saved_models.py',
  async write(folder, document, images, target) {
    await writeSavedModelFolder(folder, document, images, target);
    return true;
  },
});
