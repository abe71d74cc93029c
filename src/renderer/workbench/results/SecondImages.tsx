import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SampleSecond } from '../../../contract/contract';
import { PixelImage, SHARES } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import type { PixelSample } from './decode-image';
import { FileImage } from './FileImage';
import { Framed } from './Framed';
import styles from './TryImage.module.css';

/** Second images that are chosen for an image from outside, in the order of the network's inputs. */
export type GivenSeconds = readonly (PixelSample | null)[];

/** Second images that a network has taken with a sample, and how many it takes. */
export interface TakenSeconds {
  readonly needed: number;
  readonly seconds: readonly SampleSecond[];
}

export interface SecondImagesProps {
  readonly taken: TakenSeconds;
  /** Whether the image is from outside: then its second images are to be chosen. */
  readonly isGiven: boolean;
  readonly onChange: (seconds: GivenSeconds) => void;
}

/** The second images that the network takes beside the image: of the example, or of files. Nothing where it takes none. */
export function SecondImages({ taken: { needed, seconds }, isGiven, onChange }: SecondImagesProps) {
  const { t } = useTranslation('results');
  if (needed === 0) return null;
  return (
    <fieldset className={styles.numbers} data-testid="second-images">
      <legend>{t('secondImages')}</legend>
      {isGiven ? (
        <ChosenSeconds needed={needed} onChange={onChange} />
      ) : (
        seconds.map(({ name, image }) => (
          <Framed key={name} caption={name}>
            <PixelImage
              source={imageOf(image.values, image.shape)}
              range={SHARES}
              label={name === '' ? t('secondImages') : name}
              size={11}
            />
          </Framed>
        ))
      )}
    </fieldset>
  );
}

function ChosenSeconds({
  needed,
  onChange,
}: Pick<SecondImagesProps, 'onChange'> & { readonly needed: number }) {
  const [given, setGiven] = useState<GivenSeconds>([]);
  useEffect(() => onChange(given), [given, onChange]);
  const choose = useCallback((at: number, image: PixelSample | null) => {
    setGiven((before) => {
      const count = Math.max(before.length, at + 1);
      return Array.from({ length: count }, (_, place) => (place === at ? image : (before[place] ?? null)));
    });
  }, []);
  return Array.from({ length: needed }, (_, at) => `${at}`).map((key, at) => (
    <ChosenSecond key={key} at={at} isOnly={needed === 1} onChoose={choose} />
  ));
}

interface ChosenSecondProps {
  readonly at: number;
  readonly isOnly: boolean;
  readonly onChoose: (at: number, image: PixelSample | null) => void;
}

function ChosenSecond({ at, isOnly, onChoose }: ChosenSecondProps) {
  const { t } = useTranslation('results');
  const onImage = useCallback((image: PixelSample | null) => onChoose(at, image), [at, onChoose]);
  const [file, setFile] = useState<File | null>(null);
  return (
    <FileImage
      file={file}
      onFile={setFile}
      onImage={onImage}
      label={isOnly ? t('chooseSecond') : t('chooseSecondOf', { number: at + 1 })}
      testId={`second-file-${at}`}
    />
  );
}
