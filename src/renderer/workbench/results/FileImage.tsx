import { FolderOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { BYTES, PixelImage } from '../../ui/images/PixelImage';
import { imageOf } from '../../ui/images/pixel-colors';
import { decodeImage, type PixelSample } from './decode-image';
import { Framed } from './Framed';
import results from './ResultsView.module.css';
import styles from './TryImage.module.css';

export interface FileImageProps {
  /** The chosen file; null: none. */
  readonly file: File | null;
  readonly onFile: (file: File) => void;
  /** Null: the file is no image. */
  readonly onImage: (image: PixelSample | null) => void;
  /** What is chosen; absent: an image. */
  readonly label?: string;
  readonly testId: string;
}

/** An image from a file, which is chosen here. */
export function FileImage({ file, onFile, onImage, label, testId }: FileImageProps) {
  const { t } = useTranslation('results');
  const input = useRef<HTMLInputElement>(null);
  const [image, setImage] = useState<{ readonly name: string; readonly pixels: PixelSample } | null>(null);
  const [isBroken, setIsBroken] = useState(false);
  const title = label ?? t('chooseFile');
  useEffect(() => {
    if (file === null) return;
    let isCurrent = true;
    void decodeImage(file).then((pixels) => {
      if (!isCurrent) return;
      setIsBroken(pixels === null);
      setImage(pixels === null ? null : { name: file.name, pixels });
      onImage(pixels);
    });
    return () => {
      isCurrent = false;
    };
  }, [file, onImage]);
  return (
    <>
      <div className={styles.row}>
        <input
          ref={input}
          className="visually-hidden"
          type="file"
          accept="image/*"
          tabIndex={-1}
          aria-label={title}
          data-testid={testId}
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen !== undefined) onFile(chosen);
          }}
        />
        <Button icon={<FolderOpen />} onClick={() => input.current?.click()}>
          {title}
        </Button>
      </div>
      {isBroken ? (
        <p role="alert" className={results.failure}>
          {t('notAnImage')}
        </p>
      ) : null}
      {image === null ? (
        <p className={results.muted}>{t(label === undefined ? 'fileHelp' : 'secondHelp')}</p>
      ) : (
        <Framed caption={image.name}>
          <PixelImage
            source={imageOf(image.pixels.pixels, image.pixels.shape)}
            range={BYTES}
            label={image.name}
            size={11}
          />
        </Framed>
      )}
    </>
  );
}
