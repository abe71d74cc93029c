import { importModel } from '../../store/files/model-import';
import { newDocument, openFile, save } from '../../store/files/files';
import { resetToReceived } from '../../store/files/versions';
import { importWeights } from '../../store/files/weight-import';
import { useView } from '../../store/view/view';
import type { Command } from './command';

export const fileCommands: readonly Command[] = [
  { id: 'new', group: 'file', keys: ['Mod+N'], run: () => void newDocument() },
  { id: 'open', group: 'file', keys: ['Mod+O'], run: () => void openFile() },
  {
    id: 'gallery',
    group: 'file',
    keys: ['Mod+Shift+O'],
    run: () => useView.getState().openDialog('gallery'),
  },
  {
    id: 'importData',
    group: 'file',
    aliases: ['dataset', 'images', 'photos', '資料集', '影像'],
    run: () => useView.getState().openDialog('data'),
  },
  {
    id: 'importModel',
    group: 'file',
    aliases: ['onnx', 'keras', 'h5', 'tensorflow.js', 'open model', '開啟模型'],
    run: () => void importModel(),
  },
  {
    id: 'importWeights',
    group: 'file',
    aliases: ['pretrained', 'state_dict', 'safetensors', 'pth', '預訓練'],
    run: () => void importWeights(),
  },
  { id: 'save', group: 'file', keys: ['Mod+S'], run: () => void save() },
  { id: 'saveAs', group: 'file', keys: ['Mod+Shift+S'], run: () => void save({ isSaveAs: true }) },
  {
    id: 'versionHistory',
    group: 'file',
    keys: ['Mod+Shift+H'],
    run: () => useView.getState().openDialog('versions'),
  },
  {
    id: 'resetReceived',
    group: 'file',
    aliases: ['teacher', 'original', 'start over', '老師', '原始'],
    run: () => void resetToReceived(),
  },
];
