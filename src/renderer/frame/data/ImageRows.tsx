import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImageChoices, LARGEST_SIDE } from '../../../contract/data-import';
import type { DataSurvey, ImageSize } from '../../../contract/data-survey';
import { type NetworkInput, offeredSizes, sizeForCrops } from '../../../contract/suggested-choices';
import { ControlGroup } from '../../ui/ControlGroup';
import { Field } from '../../ui/Field';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import styles from './ImportDialog.module.css';

interface ImageRowsProps {
  readonly survey: DataSurvey;
  readonly network: NetworkInput | null;
  readonly image: ImageChoices;
  readonly onChange: (image: ImageChoices) => void;
}

const OTHER_SIZE = 'other';
const FITS = ['squash', 'crop', 'pad'] as const;
const BACKGROUNDS = { white: 255, gray: 128, black: 0 } as const;
type Background = keyof typeof BACKGROUNDS;

/** How every image is stored. */
export function ImageRows({ survey, network, image, onChange }: ImageRowsProps) {
  const { t } = useTranslation('data');
  const change = (part: Partial<ImageChoices>) => onChange({ ...image, ...part });
  const shows = survey.hasTransparency || image.fit === 'pad';
  return (
    <>
      <SizeRow survey={survey} network={network} image={image} onChange={onChange} />
      <Field label={t('fit')} help={t(`fits.${image.fit}.help`)}>
        <Segmented
          aria-label={t('fit')}
          value={image.fit}
          options={FITS.map((fit) => ({ value: fit, label: t(`fits.${fit}.name`) }))}
          onValueChange={(fit) => change({ fit })}
        />
      </Field>
      <Field label={t('color')}>
        <Segmented
          aria-label={t('color')}
          value={image.channels === 1 ? 'gray' : 'rgb'}
          options={[
            { value: 'gray', label: t('colors.gray') },
            { value: 'rgb', label: t('colors.rgb') },
          ]}
          onValueChange={(color) => change({ channels: color === 'gray' ? 1 : 3 })}
        />
      </Field>
      {shows ? (
        <Field label={t('background')} help={t('backgroundHelp')}>
          <Segmented
            aria-label={t('background')}
            value={backgroundOf(image)}
            options={(Object.keys(BACKGROUNDS) as Background[]).map((value) => ({
              value,
              label: t(`backgrounds.${value}`),
            }))}
            onValueChange={(value) => {
              const byte = BACKGROUNDS[value];
              change({ background: [byte, byte, byte] });
            }}
          />
        </Field>
      ) : null}
    </>
  );
}

function backgroundOf({ background }: ImageChoices): Background | null {
  const names = Object.keys(BACKGROUNDS) as Background[];
  return names.find((name) => background.every((byte) => byte === BACKGROUNDS[name])) ?? null;
}

function keyOf({ height, width }: ImageSize): string {
  return `${height}x${width}`;
}

/** Why a size is offered. */
function reasonOf(size: ImageSize, { sizes }: DataSurvey, network: NetworkInput | null) {
  if (network !== null && keyOf(size) === `${network[0]}x${network[1]}`) return 'network';
  const forCrops = network === null ? null : sizeForCrops(network);
  if (forCrops !== null && keyOf(size) === keyOf(forCrops)) return 'crops';
  const own = sizes?.frequent[0];
  return own !== undefined && keyOf(own) === keyOf(size) ? 'source' : 'usual';
}

/** Usual sizes, the network's first; or any other. */
function SizeRow({ survey, network, image, onChange }: ImageRowsProps) {
  const { t } = useTranslation('data');
  const sizes = offeredSizes(survey, network);
  const [isOther, setIsOther] = useState(false);
  const isSuggested = sizes.some((size) => keyOf(size) === keyOf(image));
  const chosen = isOther || !isSuggested ? OTHER_SIZE : keyOf(image);
  const side = (name: 'height' | 'width') => (
    <NumberField
      label={t(name)}
      value={image[name]}
      minimum={1}
      maximum={LARGEST_SIDE}
      onValueChange={(value) => onChange({ ...image, [name]: value })}
    />
  );
  return (
    <Field label={t('size')}>
      <Select
        aria-label={t('size')}
        value={chosen}
        options={[
          ...sizes.map((size) => ({
            value: keyOf(size),
            label: t(`sizes.${reasonOf(size, survey, network)}`, { height: size.height, width: size.width }),
          })),
          { value: OTHER_SIZE, label: t('sizes.other') },
        ]}
        onValueChange={(key) => {
          setIsOther(key === OTHER_SIZE);
          const size = sizes.find((one) => keyOf(one) === key);
          if (size !== undefined) onChange({ ...image, height: size.height, width: size.width });
        }}
      />
      {chosen === OTHER_SIZE ? (
        <ControlGroup label={t('size')} className={styles.sides}>
          {side('height')}
          {side('width')}
        </ControlGroup>
      ) : null}
    </Field>
  );
}
