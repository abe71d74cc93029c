"""Makes the image files of this folder, one for each way to store pixels, and beside them what Pillow reads from each: reference.safetensors,
uint8 [height, width, 3], transparency composited on white. Needs Pillow, numpy, scikit-image, safetensors (made with Pillow 12.3.0).
The picture is scikit-image's `chelsea` (CC0), 37 x 23: sides that no block size divides."""
import os
import sys
import numpy as np, skimage.data
from PIL import Image
from safetensors.numpy import save_file

out = sys.argv[1] if len(sys.argv) > 1 else '.'
p = lambda name: f'{out}/{name}'
a = Image.fromarray(skimage.data.chelsea()).convert('RGB').crop((100, 40, 400, 240)).resize((37, 23))
g = a.convert('L')
r = a.convert('RGBA'); r.putalpha(Image.linear_gradient('L').resize((37, 23)))
deep = np.asarray(g).astype(np.uint16) * 251 + 7

for name, sampling in (('444', 0), ('422', 1), ('420', 2)):
    a.save(p(f'jpeg-{name}.jpg'), quality=75, subsampling=sampling)
    a.save(p(f'jpeg-{name}-progressive.jpg'), quality=60, subsampling=sampling, progressive=True)
a.save(p('jpeg-restarts.jpg'), quality=80, restart_marker_rows=1)
a.save(p('jpeg-rgb.jpg'), quality=80, keep_rgb=True)
g.save(p('jpeg-gray-progressive.jpg'), quality=40, progressive=True)
a.convert('CMYK').save(p('jpeg-cmyk-progressive.jpg'), quality=90, progressive=True)

g.quantize(4).save(p('png-2-bit-palette.png'), bits=2); g.quantize(16).save(p('png-4-bit-palette.png'), bits=4)
a.quantize(2).save(p('png-1-bit-palette.png'), bits=1)
a.quantize(32).save(p('png-palette-transparent.png'), transparency=3)
a.quantize(32).save(p('png-palette-alphas.png'), transparency=bytes(range(0, 256, 8)))
g.save(p('png-gray-transparent.png'), transparency=g.getpixel((5, 5))); a.save(p('png-rgb-transparent.png'), transparency=a.getpixel((5, 5)))
a.save(p('png-optimized.png'), optimize=True)

a.save(p('gif-87a.gif'), interlace=0); a.quantize(16).save(p('gif-interlaced.gif'), interlace=1)
a.quantize(32).save(p('gif-transparent.gif'), transparency=3); g.convert('1').save(p('gif-two-colors.gif'))

g.convert('1').save(p('bmp-1-bit.bmp')); a.quantize(200).save(p('bmp-8-bit.bmp')); g.save(p('bmp-gray.bmp')); r.save(p('bmp-32-bit.bmp'))

for compression in (None, 'tiff_lzw', 'tiff_adobe_deflate', 'tiff_deflate', 'packbits'):
    for name, image in (('rgb', a), ('gray', g), ('1-bit', g.convert('1')), ('palette', a.quantize(40)), ('rgba', r), ('la', r.convert('LA')), ('cmyk', a.convert('CMYK')), ('16-bit', Image.fromarray(deep))):
        if compression in ('tiff_deflate', 'packbits') and name not in ('rgb', '1-bit'): continue
        image.save(p(f'tiff-{name}-{compression or "plain"}.tif'), compression=compression)
a.save(p('tiff-predictor.tif'), compression='tiff_lzw', tiffinfo={317: 2}); Image.fromarray(deep).save(p('tiff-predictor-16-bit.tif'), compression='tiff_adobe_deflate', tiffinfo={317: 2})
a.save(p('tiff-strips.tif'), compression='tiff_lzw', tiffinfo={278: 5}); a.save(p('tiff-tiles.tif'), compression='tiff_lzw', tiffinfo={322: 16, 323: 16})
for orientation in (3, 6): a.save(p(f'tiff-orientation-{orientation}.tif'), tiffinfo={274: orientation})

r.save(p('webp-lossy-alpha.webp'), quality=70); a.save(p('webp-low.webp'), quality=10, method=6); g.save(p('webp-gray.webp'), quality=50)
r.save(p('webp-animated-alpha.webp'), save_all=True, append_images=[r.rotate(180)], lossless=True)

g.save(p('ppm-p5.pgm')); g.convert('1').save(p('ppm-p4.pbm')); a.save(p('ppm-p6.ppm'))
text = lambda v: ' '.join(map(str, v))
open(p('ppm-p3.ppm'), 'w').write('P3 # comment\n37\n# another\n23 255\n' + text(np.asarray(a).ravel()) + '\n')
open(p('ppm-p2.pgm'), 'w').write('P2\n37 23\n15\n' + text(np.asarray(g).ravel() // 17) + '\n')
open(p('ppm-p1.pbm'), 'w').write('P1\n37 23\n' + '\n'.join(''.join(str(v) for v in row) for row in 1 - np.asarray(g.convert('1')).astype(int)) + '\n')
open(p('ppm-16-bit.ppm'), 'wb').write(b'P6\n37 23\n65535\n' + (np.asarray(a).astype(np.uint16) * 251 + 7).astype('>u2').tobytes())

reference = {}
for name in sorted(os.listdir(out)):
    if name.endswith(('.py', '.safetensors', '.md')): continue
    im = Image.open(p(name))
    if im.mode.startswith('I;16'): im = Image.fromarray((np.asarray(im) >> 8).astype(np.uint8))
    if im.mode in ('RGBA', 'LA', 'PA') or 'transparency' in im.info:
        im = im.convert('RGBA'); im = Image.alpha_composite(Image.new('RGBA', im.size, 'white'), im)
    im.load()
    # Pillow itself turns a TIFF as it should be, and says so.
    reference[name] = np.asarray(im.convert('RGB'))
save_file(reference, p('reference.safetensors'))
print(len(reference), 'files')
