"""`make FOLDER COUNT`: photos of 500 x 375 pixels as JPEG files, cut out of scikit-image's at random places.
`prepare FOLDER PROCESSES`: decodes and resizes them to 224 x 224 with Pillow; prints seconds, peak memory in MB and a digest of all pixels."""
import hashlib
import json
import multiprocessing
import os
import resource
import sys
import time


def make(folder, count):
    import numpy as np
    import skimage.data
    from PIL import Image

    names = ('astronaut', 'chelsea', 'coffee', 'rocket')
    sources = [Image.fromarray(getattr(skimage.data, name)()).convert('RGB') for name in names]
    draw = np.random.RandomState(18)
    for number in range(count):
        source = sources[number % len(sources)]
        side = draw.uniform(0.5, 1)
        width = int(min(source.width, source.height * 4 / 3) * side)
        height = int(width * 3 / 4)
        left, top = draw.randint(0, source.width - width + 1), draw.randint(0, source.height - height + 1)
        picture = source.crop((left, top, left + width, top + height)).resize((500, 375), Image.Resampling.BICUBIC)
        picture.save(os.path.join(folder, f'{number:05}.jpg'), quality=int(draw.randint(75, 96)))


def prepare_one(path):
    from PIL import Image

    with Image.open(path) as image:
        return image.convert('RGB').resize((224, 224), Image.Resampling.BILINEAR).tobytes()


def prepare(folder, processes):
    paths = [os.path.join(folder, name) for name in sorted(os.listdir(folder))]
    prepare_one(paths[0])
    digest = hashlib.sha256()
    with multiprocessing.Pool(processes) as pool:
        pool.map(prepare_one, paths[:processes])
        start = time.perf_counter()
        for pixels in pool.imap(prepare_one, paths, chunksize=8):
            digest.update(pixels)
        seconds = time.perf_counter() - start
    usage = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    own, child = usage
    print(json.dumps({'seconds': seconds, 'peakMegabytes': (own + processes * child) / 1000, 'digest': digest.hexdigest()}))


if sys.argv[1] == 'make':
    make(sys.argv[2], int(sys.argv[3]))
else:
    prepare(sys.argv[2], int(sys.argv[3]))
