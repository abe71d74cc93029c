"""`SOURCE TARGET`: each image of a folder tree, and scikit-image's photos, as `NUMBER.original.png`, and saved again in other ways beside it:
`NUMBER.jpeg90.jpg`, `NUMBER.half.png`, ..."""
import os
import sys

import skimage.data
from PIL import Image

source, target = sys.argv[1:]
images = []
for folder, _, names in sorted(os.walk(source)):
    for name in sorted(names):
        if name.endswith('.png'):
            images.append(Image.open(os.path.join(folder, name)).convert('RGBA'))
for name in ('astronaut', 'chelsea', 'coffee', 'rocket', 'camera', 'coins', 'page', 'moon', 'brick', 'grass', 'gravel', 'cat', 'retina'):
    try:
        images.append(Image.fromarray(getattr(skimage.data, name)()).convert('RGBA'))
    except Exception as error:  # Some of them are downloaded, which is not possible everywhere.
        print(f'{name}: {type(error).__name__}', file=sys.stderr)


def scaled(image, factor):
    return image.resize((max(1, round(image.width * factor)), max(1, round(image.height * factor))), Image.Resampling.LANCZOS)


def save(image, number, kind, ending, **options):
    image.save(os.path.join(target, f'{number}.{kind}.{ending}'), **options)


for number, picture in enumerate(images):
    image = Image.alpha_composite(Image.new('RGBA', picture.size, 'white'), picture).convert('RGB')
    save(image, number, 'original', 'png', compress_level=1)
    for quality in (90, 75, 50):
        save(image, number, f'jpeg{quality}', 'jpg', quality=quality)
    for kind, factor in (('half', 0.5), ('three-quarters', 0.75), ('double', 2)):
        save(scaled(image, factor), number, kind, 'png', compress_level=1)
    save(scaled(image, 0.5), number, 'half-jpeg75', 'jpg', quality=75)
    width, height = image.size
    save(image.crop((width // 20, height // 20, width - width // 20, height - height // 20)), number, 'cropped', 'png', compress_level=1)
    save(image.point(lambda value: min(255, int(value * 1.1))), number, 'brighter', 'png', compress_level=1)
    save(image.transpose(Image.Transpose.FLIP_LEFT_RIGHT), number, 'mirrored', 'png', compress_level=1)
