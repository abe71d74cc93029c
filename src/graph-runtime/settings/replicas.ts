import { optionalNumber } from './field';
import { resumeParts } from './resume-parts';
import type { SettingDefinition } from './setting';

const field = optionalNumber({
  label: { en: 'Replicas', 'zh-Hant': '副本數' },
  help: {
    en: 'Divides each batch evenly among this many devices of this machine, such as graphics cards. The gradients are those of as many micro-batches.',
    'zh-Hant': '把每個批次平均分給這台電腦的多個裝置（例如顯示卡）計算，梯度與分成同樣多個微批次相同。',
  },
  initial: 2,
  minimum: 2,
  maximum: 64,
  isWhole: true,
  option: { name: 'replicas' },
});

/** Devices that compute a part of each batch at the same time (data parallelism). Absent: one device computes whole batches. */
export const replicas: SettingDefinition<typeof field> = {
  field,
  part: 'device',
  resume: resumeParts,
  isHelpShown: true,
};
