import { secondImageNamed, secondImageNames } from '../../datasets/target-description';
import { muteFix, setParameterFix } from '../../diagnostics/fixes';
import { nearestName } from '../../diagnostics/nearest-name';
import type { TrainingCheck } from '../check';
import { secondInputs } from '../inputs';

/** An input takes second images that a data set has to have, by the name that it gives. */
export const secondImageMissing: TrainingCheck = {
  code: 'second-image-missing',
  severity: 'error',
  what: {
    en: '“{node}” takes a second image of each example{named}, but the data set has none of that kind.',
    'zh-Hant': '「{node}」取用每個樣本的第二張影像{named}，但資料集沒有這種影像。',
  },
  advice: {
    en: 'Choose a data set with second images: when a list of images is imported, a second column of files is one. Those of this data set: {known}. Or mute this input: the network is trained without it then.',
    'zh-Hant':
      '請選擇有第二張影像的資料集：匯入影像清單時，另一欄檔案即可作為第二張影像。這個資料集的第二張影像：{known}。也可停用這個輸入，網路便不使用它。',
  },
  find: (context) => {
    const { data } = context;
    if (data === null) return [];
    const { targets } = data;
    const known = targets === undefined ? [] : secondImageNames(targets);
    const has = (label: string) => targets !== undefined && secondImageNamed(targets, label) !== null;
    return secondInputs(context).flatMap(({ node }) => {
      const { scope, id } = node.origin;
      const label = String(node.parameters.label ?? '');
      if (has(label)) return [];
      const meant = nearestName(label, known) ?? undefined;
      const named = label === '' ? '' : ` (${label})`;
      return [
        {
          path: node.path,
          parameter: label === '' ? 'takes' : 'label',
          values: { node: id, named, known: known.join(', ') || '–' },
          fixes: () =>
            label !== '' && has(meant ?? '')
              ? [setParameterFix(scope, id, 'label', meant)]
              : [muteFix(scope, id)],
        },
      ];
    });
  },
};
