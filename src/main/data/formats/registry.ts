import { cifar } from './cifar/cifar';
import { classFolders } from './class-folders/class-folders';
import type { DataFormat } from './data-format';
import { hdf5 } from './hdf5/hdf5';
import { idx } from './idx/idx';
import { imageFolder } from './image-folder';
import { imagePairs } from './image-pairs';
import { list } from './list/list';
import { maskFolders } from './mask-folders';
import { matlab } from './matlab/matlab';
import { numpy } from './numpy/numpy';
import { parquet } from './parquet/parquet';
import { pixelTable } from './tables/pixel-table';
import { table } from './tables/table';

/** All formats; of those that are equally sure of a source, the first is used. */
export const DATA_FORMATS: readonly DataFormat[] = [
  list,
  maskFolders,
  imagePairs,
  classFolders,
  idx,
  numpy,
  hdf5,
  matlab,
  parquet,
  cifar,
  pixelTable,
  table,
  imageFolder,
];
