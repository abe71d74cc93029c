/**
 * `classify.js`, the page's program. It is a script rather than a module: browsers load no modules from a folder on the disk. Images are fitted as
 * Netloom fits a drawing: as a whole, gray by the weights of ITU-R BT.601.
 */
export const CLASSIFY_SCRIPT = `'use strict';

const TEXTS = {
  en: {
    help: 'Drop an image, choose a file, or draw with the pointer.',
    clear: 'Clear',
    invert: 'Dark on light: invert',
    loading: 'Loading …',
    equal: 'This browser computes what Netloom computed (largest difference of a sample: {error}).',
    different: 'This browser computes something else than Netloom did: a sample differs by {error}.',
    server: 'The model is too large for one file. Serve this folder, for example with "python3 -m http.server", and open the address it prints.',
    unreadable: 'This file is not an image that the browser can read.',
    number: 'Class {number}',
    value: 'Value {number}',
    numbers: 'Numbers beside the image',
    measured: 'As they were measured. Empty: the mean of the training examples.',
    standardized: 'Standardized as those of the data set were. Empty: 0, the mean.',
    beside: 'Number {number}',
  },
  zh: {
    help: '拖放影像、選擇檔案，或用指標畫圖。',
    clear: '清除',
    invert: '淺底深色：反相',
    loading: '載入中…',
    equal: '此瀏覽器的計算結果與 Netloom 相同（樣本最大差異：{error}）。',
    different: '此瀏覽器的計算結果與 Netloom 不同：樣本差異為 {error}。',
    server: '模型太大，無法放進單一檔案。請以「python3 -m http.server」等方式提供此資料夾，再開啟顯示的網址。',
    unreadable: '瀏覽器無法讀取這個影像檔。',
    number: '類別 {number}',
    value: '數值 {number}',
    numbers: '影像之外的數值',
    measured: '以測量時的單位輸入；留空則採用平均。',
    standardized: '須與資料集的數值同樣標準化；留空則採用 0，也就是平均。',
    beside: '數值 {number}',
  },
};
const texts = navigator.language.startsWith('zh') ? TEXTS.zh : TEXTS.en;
const byId = (id) => document.getElementById(id);
const fill = (text, values) => text.replace(/\\{(\\w+)\\}/g, (_, name) => values[name]);

/** Float32 values out of base64. */
function valuesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return new Float32Array(bytes.buffer);
}

/** The model and what its user has to know: from the script beside this one where it is small, else from model.json. */
async function load() {
  const data = window.NETLOOM_MODEL;
  if (data !== undefined) {
    const weightData = valuesOf(data.weights).buffer;
    const { modelTopology, weightSpecs, metadata } = data;
    const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
    return { model, metadata };
  }
  if (location.protocol === 'file:') throw new Error(texts.server);
  const { userDefinedMetadata } = await (await fetch('model.json')).json();
  return { model: await tf.loadLayersModel('model.json'), metadata: userDefinedMetadata };
}

/** Numbers beside examples, as the network takes them. */
function standardized(beside, { count, measured }) {
  if (measured === null) return Float32Array.from(beside);
  const { mean, deviation } = measured;
  return Float32Array.from(beside, (value, at) => (value - mean[at % count]) / deviation[at % count]);
}

/** The values of each output for examples [batch, ...inputShape] before normalization, and the numbers beside them [batch, count] where there are some. */
async function predict({ model, metadata }, values, beside, batch) {
  const { normalization, inputShape, numbers } = metadata;
  const results = tf.tidy(() => {
    let input = tf.tensor(values, [batch, ...inputShape]);
    if (normalization !== null) {
      input = input.sub(tf.tensor1d(normalization.mean)).div(tf.tensor1d(normalization.deviation));
    }
    if (numbers === null) return [model.predict(input)].flat();
    return [model.predict([input, tf.tensor(standardized(beside, numbers), [batch, numbers.count])])].flat();
  });
  const all = await Promise.all(results.map((result) => result.data()));
  tf.dispose(results);
  return all;
}

/** An image, or the drawing, as the network sees it: its size and channels, values between 0 and 1. */
function pixelsOf(source, [height, width, channels], isInverted) {
  const small = document.createElement('canvas');
  small.width = width;
  small.height = height;
  const context = small.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  context.fillRect(0, 0, width, height);
  context.drawImage(source, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const values = new Float32Array(height * width * channels);
  for (let pixel = 0; pixel < height * width; pixel += 1) {
    const color = [0, 1, 2].map((channel) => data[4 * pixel + channel] / 255);
    const gray = 0.299 * color[0] + 0.587 * color[1] + 0.114 * color[2];
    for (let channel = 0; channel < channels; channel += 1) {
      const value = channels === 1 ? gray : color[channel];
      values[pixel * channels + channel] = isInverted ? 1 - value : value;
    }
  }
  return values;
}

const MOST_ANSWERS = 5;

/** The largest values of each output that is a vector, under the output's name where there are several. */
function showAnswers(all, { outputs }) {
  byId('answers').replaceChildren(
    ...outputs.flatMap((output, at) => {
      if (output.rank !== 1) return [];
      const title = document.createElement('li');
      title.className = 'output';
      title.textContent = output.name;
      return [...(outputs.length > 1 ? [title] : []), ...answersOf(all[at], output)];
    }),
  );
}

function answersOf(values, { classNames, kind, numbers }) {
  if (numbers !== null) return numbersOf(values, numbers);
  const best = Array.from(values, (value, index) => ({ value, index }))
    .sort((one, other) => other.value - one.value)
    .slice(0, MOST_ANSWERS);
  return best.map(({ value, index }) => {
    const [item, name, share] = ['li', 'b', 'span'].map((tag) => document.createElement(tag));
    const unnamed = kind === 'probabilities' ? texts.number : texts.value;
    name.textContent = classNames[index] ?? fill(unnamed, { number: index });
    share.textContent = kind === 'probabilities' ? (100 * value).toFixed(1) + ' %' : value.toFixed(3);
    item.append(name, share);
    if (kind === 'probabilities') {
      const meter = document.createElement('meter');
      meter.value = value;
      meter.setAttribute('aria-label', name.textContent);
      item.append(meter);
    }
    return item;
  });
}

/** Numbers that the network predicts, in their order and in the units of the data: they come out standardized. */
function numbersOf(values, { names, mean, deviation }) {
  return names.map((text, at) => {
    const [item, name, number] = ['li', 'b', 'span'].map((tag) => document.createElement(tag));
    name.textContent = text;
    number.textContent = String(Number((values[at] * deviation[at] + mean[at]).toPrecision(4)));
    item.append(name, number);
    return item;
  });
}

/** Compares the sample with what Netloom computed, and says the result. */
async function check(loaded) {
  const { inputs, numbers, outputs, count } = window.NETLOOM_SAMPLE;
  const all = await predict(loaded, valuesOf(inputs), numbers && valuesOf(numbers), count);
  const errors = outputs.map(valuesOf).map((expected, output) => {
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return expected.reduce((most, value, at) => Math.max(most, Math.abs(value - all[output][at])), 0) / largest;
  });
  const error = Math.max(...errors);
  byId('check').textContent = fill(error < 2e-3 ? texts.equal : texts.different, { error: error.toExponential(1).replace('-', '\u2011') });
  byId('check').dataset.error = String(error);
}

/** Shows a field for each number beside the image; returns what reads them. */
function numberFields({ numbers }, update) {
  if (numbers === null) return () => [];
  const { count, measured } = numbers;
  const means = measured === null ? new Array(count).fill(0) : measured.mean;
  byId('numbers').hidden = false;
  byId('numbers-label').textContent = texts.numbers;
  byId('numbers-help').textContent = measured === null ? texts.standardized : texts.measured;
  const fields = means.map((mean, at) => {
    const [label, name, field] = ['label', 'span', 'input'].map((tag) => document.createElement(tag));
    name.textContent = measured === null ? fill(texts.beside, { number: at + 1 }) : measured.names[at];
    field.type = 'number';
    field.step = 'any';
    field.placeholder = String(Number(mean.toPrecision(4)));
    field.addEventListener('input', update);
    label.append(name, field);
    byId('numbers').append(label);
    return field;
  });
  return () => fields.map(({ value }, at) => (value === '' ? means[at] : Number(value)));
}

async function main() {
  document.documentElement.lang = texts === TEXTS.zh ? 'zh-Hant' : 'en';
  byId('clear').textContent = texts.clear;
  byId('invert-label').textContent = texts.invert;
  byId('help').textContent = texts.help;
  byId('check').textContent = texts.loading;
  const loaded = await load();
  const { inputShape, outputs } = loaded.metadata;
  await check(loaded);
  const canvas = byId('image');
  if (inputShape.length !== 3 || outputs.every(({ rank }) => rank !== 1)) {
    canvas.parentElement.remove();
    return;
  }
  const context = canvas.getContext('2d', { willReadFrequently: true });
  let source = canvas;
  // Counts what was asked for: of predictions that overlap, only the last is shown, whichever ends last.
  let asked = 0;
  const update = async () => {
    asked += 1;
    const own = asked;
    const all = await predict(loaded, pixelsOf(source, inputShape, byId('invert').checked), besideImage(), 1);
    if (own !== asked) return;
    window.NETLOOM_RESULT = Array.from(all[0]);
    showAnswers(all, loaded.metadata);
  };
  const besideImage = numberFields(loaded.metadata, () => update());
  const clear = () => {
    asked += 1;
    source = canvas;
    context.fillStyle = 'black';
    context.fillRect(0, 0, canvas.width, canvas.height);
    byId('answers').replaceChildren();
    byId('problem').textContent = '';
  };
  const open = async (file) => {
    clear();
    const own = asked;
    const image = await createImageBitmap(file).catch(() => null);
    if (own !== asked) return;
    if (image === null) {
      byId('problem').textContent = texts.unreadable;
      return;
    }
    source = image;
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    await update();
  };
  clear();
  byId('clear').addEventListener('click', clear);
  byId('invert').addEventListener('change', update);
  byId('file').addEventListener('change', ({ target }) => target.files[0] && open(target.files[0]));
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dragged');
  });
  document.addEventListener('dragleave', () => document.body.classList.remove('dragged'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dragged');
    const [file] = event.dataTransfer.files;
    if (file) open(file);
  });
  let last = null;
  const placeOf = ({ offsetX, offsetY }) => [
    (offsetX * canvas.width) / canvas.clientWidth,
    (offsetY * canvas.height) / canvas.clientHeight,
  ];
  canvas.addEventListener('pointerdown', (event) => {
    canvas.setPointerCapture(event.pointerId);
    asked += 1;
    source = canvas;
    last = placeOf(event);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (last === null) return;
    const place = placeOf(event);
    context.strokeStyle = 'white';
    context.lineWidth = canvas.width / 14;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(...last);
    context.lineTo(...place);
    context.stroke();
    last = place;
  });
  canvas.addEventListener('pointerup', () => {
    last = null;
    void update();
  });
}

main().catch((error) => {
  byId('check').textContent = '';
  byId('problem').textContent = error.message;
});
`;
