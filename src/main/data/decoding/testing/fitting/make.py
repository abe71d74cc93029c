"""What Pillow makes of pictures of several sizes: reference.safetensors, uint8 arrays. `NAME` is a picture [height, width, 3];
`NAME HEIGHTxWIDTH CHANNELS FIT` is what `resize`, `ImageOps.fit` or `ImageOps.pad` with BILINEAR make of it (gray by `convert('L')` before),
[height, width] or [height, width, 3]; the padding has the color (10, 200, 90). Needs Pillow, numpy, scikit-image, safetensors (made with
Pillow 12.3.0; from 13 on Pillow resizes columns first where the height shrinks much more than the width, which rounds some bytes otherwise). The pictures are noise and scikit-image's `chelsea` (CC0)."""
import sys
import numpy as np, skimage.data
from PIL import Image, ImageOps
from safetensors.numpy import save_file

noise = np.random.RandomState(7)
pictures = {
    'cat': np.asarray(Image.fromarray(skimage.data.chelsea()).resize((150, 100))),
    'tall': noise.randint(0, 256, (61, 17, 3), np.uint8),
    'wide': noise.randint(0, 256, (3, 97, 3), np.uint8),
    'square': noise.randint(0, 256, (28, 28, 3), np.uint8),
    'black and white': noise.randint(0, 2, (40, 33, 3), np.uint8) * 255,
    'white': np.full((13, 29, 3), 255, np.uint8),
    'line': noise.randint(0, 256, (1, 50, 3), np.uint8),
    'pixel': noise.randint(0, 256, (1, 1, 3), np.uint8),
}
sizes = [(28, 28), (32, 24), (7, 50), (1, 1), (100, 150), (61, 17)]
arrays = dict(pictures)
for name, picture in pictures.items():
    for height, width in sizes:
        for channels in (1, 3):
            image = Image.fromarray(picture)
            color = (10, 200, 90)
            if channels == 1:
                image = image.convert('L')
                color = Image.new('RGB', (1, 1), color).convert('L').getpixel((0, 0))
            size = (width, height)
            made = {'squash': lambda: image.resize(size, Image.Resampling.BILINEAR),
                    'crop': lambda: ImageOps.fit(image, size, Image.Resampling.BILINEAR),
                    'pad': lambda: ImageOps.pad(image, size, Image.Resampling.BILINEAR, color)}
            for fit, make in made.items():
                if fit == 'pad' and min(round(picture.shape[1] / picture.shape[0] * height), round(picture.shape[0] / picture.shape[1] * width)) == 0:
                    continue  # A side of 0 pixels, which Pillow refuses up to version 12, and leaves out in version 13.
                arrays[f'{name} {height}x{width} {channels} {fit}'] = np.asarray(make())
save_file({key: np.ascontiguousarray(value) for key, value in arrays.items()}, sys.argv[1] if len(sys.argv) > 1 else 'reference.safetensors')
print(len(arrays), 'arrays')
