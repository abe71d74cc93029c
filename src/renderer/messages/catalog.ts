import { appEn } from './app.en';
import { appZhHant } from './app.zh-hant';
import { browserEn } from './browser.en';
import { browserZhHant } from './browser.zh-hant';
import { canvasEn } from './canvas.en';
import { canvasZhHant } from './canvas.zh-hant';
import { commandsEn } from './commands.en';
import { commandsZhHant } from './commands.zh-hant';
import { dataEn } from './data.en';
import { dataZhHant } from './data.zh-hant';
import { galleryEn } from './gallery.en';
import { galleryZhHant } from './gallery.zh-hant';
import { historyEn } from './history.en';
import { historyZhHant } from './history.zh-hant';
import { insideEn } from './inside.en';
import { insideZhHant } from './inside.zh-hant';
import { inspectorEn } from './inspector.en';
import { inspectorZhHant } from './inspector.zh-hant';
import { machinesEn } from './machines.en';
import { machinesZhHant } from './machines.zh-hant';
import { paletteEn } from './palette.en';
import { paletteZhHant } from './palette.zh-hant';
import { problemsEn } from './problems.en';
import { problemsZhHant } from './problems.zh-hant';
import { projectsEn } from './projects.en';
import { projectsZhHant } from './projects.zh-hant';
import { resultsEn } from './results.en';
import { resultsZhHant } from './results.zh-hant';
import { runsEn } from './runs.en';
import { runsZhHant } from './runs.zh-hant';
import { sweepsEn } from './sweeps.en';
import { sweepsZhHant } from './sweeps.zh-hant';
import { trainingEn } from './training.en';
import { trainingZhHant } from './training.zh-hant';
import { workbenchEn } from './workbench.en';
import { workbenchZhHant } from './workbench.zh-hant';

/**
 * The window's words: one namespace an area, each in its own files, every language complete. English is the measure:
 * the other catalogs are typed after it, so a missing or surplus key does not compile.
 */
export const CATALOGS = {
  en: {
    app: appEn,
    browser: browserEn,
    canvas: canvasEn,
    commands: commandsEn,
    data: dataEn,
    gallery: galleryEn,
    history: historyEn,
    inspector: inspectorEn,
    machines: machinesEn,
    palette: paletteEn,
    problems: problemsEn,
    projects: projectsEn,
    results: resultsEn,
    runs: runsEn,
    inside: insideEn,
    sweeps: sweepsEn,
    training: trainingEn,
    workbench: workbenchEn,
  },
  'zh-Hant': {
    app: appZhHant,
    browser: browserZhHant,
    canvas: canvasZhHant,
    commands: commandsZhHant,
    data: dataZhHant,
    gallery: galleryZhHant,
    history: historyZhHant,
    inspector: inspectorZhHant,
    machines: machinesZhHant,
    palette: paletteZhHant,
    problems: problemsZhHant,
    projects: projectsZhHant,
    results: resultsZhHant,
    runs: runsZhHant,
    inside: insideZhHant,
    sweeps: sweepsZhHant,
    training: trainingZhHant,
    workbench: workbenchZhHant,
  },
} as const;
