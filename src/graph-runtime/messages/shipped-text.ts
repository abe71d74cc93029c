import type { Language, Text } from '../text/text';
import { SHIPPED_PARAMETERS } from './shipped-parameters';

/**
 * The words inside the networks that come with the app, as their files have them, in 繁體中文. A name that a user wrote is not in here, and
 * stays what it is in every language; a shipped one that was changed is the user's.
 */
const ZH_HANT: Readonly<Record<string, string>> = {
  ...SHIPPED_PARAMETERS,
  // Names of blocks.
  Activation: '活化函數',
  'Auxiliary classifier': '輔助分類器',
  'Bottleneck block': '瓶頸區塊',
  'Bottleneck block with squeeze and excitation': '含擠壓與激發的瓶頸區塊',
  Convolution: '卷積',
  'Dense block': '稠密區塊',
  'Dense layer': '稠密層',
  'Hidden layer': '隱藏層',
  'Inception A': 'Inception A',
  'Inception B': 'Inception B',
  'Inception C': 'Inception C',
  'Inception block': 'Inception 區塊',
  'Inception block with batch normalization': '批次正規化 Inception 區塊',
  'Inception-ResNet A': 'Inception-ResNet A',
  'Inception-ResNet B': 'Inception-ResNet B',
  'Inception-ResNet C': 'Inception-ResNet C',
  'Inverted residual block': '反轉殘差區塊',
  'Map of neighbors': '相鄰特徵圖',
  'Map of two pairs': '兩對特徵圖',
  'NiN block': 'NiN 區塊',
  'Pointwise convolution': '逐點卷積',
  'Reduction A': '縮減 A',
  'Reduction B': '縮減 B',
  'Reduction block': '縮減區塊',
  'Residual block': '殘差區塊',
  'Residual stage': '殘差階段',
  'Separable convolution': '深度可分離卷積',
  'Squashing function': '壓縮函數',
  'Squeeze and excitation': '擠壓與激發',
  Subsampling: '次取樣',
  Transition: '過渡區塊',
  'VGG block': 'VGG 區塊',
  'ConvNeXt block': 'ConvNeXt 區塊',
  'Dense layer with ReLU': '帶 ReLU 的全連接層',
  Downsampling: '降低取樣',
  'Grouped bottleneck block': '分組瓶頸區塊',
  'Fire module': 'fire 模組',
  'Mixer layer': 'Mixer 層',
  'Pre-activation block': '前置活化區塊',
  'Pre-activation block without projection': '無投影的前置活化區塊',
  'Pre-activation bottleneck': '前置活化瓶頸',
  'Pre-activation bottleneck without projection': '無投影的前置活化瓶頸',
  'Shuffle stage': '洗牌階段',
  'Shuffle unit': '洗牌單元',
  'Shuffle unit that halves': '減半的洗牌單元',
  'Transformer encoder layer': 'Transformer 編碼器層',
  'Two convolutions': '兩個卷積',
  'U-Net level, up': 'U-Net 上行層級',
  '1-D convolution block': '一維卷積區塊',
  // What blocks do.
  'A convolution along the positions with batch normalization and ReLU.':
    '沿位置方向的卷積，加上批次正規化與 ReLU。',
  'A 1x1 convolution brings the channels down, a 3x3 convolution works on groups of them, a 1x1 brings them up again; the input is added.':
    '1x1 卷積先減少通道數，3x3 卷積分組處理，再由 1x1 卷積增加回來；最後加上輸入。',
  'A 1x1 convolution halves the channels, a 3x3 doubles them again; the input is added.':
    '1x1 卷積把通道減半，3x3 卷積再加倍；最後加上輸入。',
  'A 1x1 convolution squeezes the channels; 1x1 and 3x3 convolutions side by side expand them again.':
    '1x1 卷積先壓縮通道，並排的 1x1 與 3x3 卷積再擴增。',
  'A 1x1 convolution, a 3x3 in groups of eight channels, squeeze and excitation and another 1x1; the input is added.':
    '1x1 卷積、每組八個通道的 3x3 卷積、擠壓與激發，再接 1x1 卷積；最後加上輸入。',
  'A block that changes the size, then blocks that keep it.': '先是改變大小的區塊，接著是保持大小的區塊。',
  'A bottleneck block whose result is weighed channel by channel before the input is added.':
    '瓶頸區塊，結果先逐通道加權，再加上輸入。',
  'A convolution without bias, batch normalization and leaky ReLU.':
    '沒有偏差值的卷積、批次正規化與 Leaky ReLU。',
  'A dense layer and ReLU, in the place of the paper’s sigmoid.': '全連接層與 ReLU；論文原本用 sigmoid。',
  'A depthwise 7x7 convolution, layer normalization, and two 1x1 convolutions with GELU between them; scaled, then the input is added.':
    '7x7 逐深度卷積、層正規化，以及中間夾著 GELU 的兩個 1x1 卷積；乘上係數後加上輸入。',
  'A small network mixes the positions of each channel, another the channels of each position; both results are added.':
    '一個小網路混合每個通道的各個位置，另一個混合每個位置的各個通道；兩者的結果都相加。',
  'A unit that halves height and width, then units that keep them.':
    '先是把高度與寬度減半的單元，接著是保持大小的單元。',
  'Attention between all positions, then a small network at each of them; both work on normalized inputs, and their results are added.':
    '先是所有位置之間的注意力，再對每個位置套用小網路；兩者都處理正規化後的輸入，結果都相加。',
  'Batch normalization and ReLU come before each convolution, so that nothing is on the way of the input to the sum.':
    '批次正規化與 ReLU 放在每個卷積之前，輸入通往加法的路上沒有任何阻礙。',
  'Both branches see all channels and halve height and width; joined, they have twice as many channels.':
    '兩條分支都看到所有通道，並把高度與寬度減半；併接後通道加倍。',
  'Doubles height and width, joins the map from the way down, and convolves both together.':
    '把高度與寬度加倍，接上往下途中的特徵圖，再一起做卷積。',
  'Grouped 1x1 convolutions with a channel shuffle between them, around a depthwise 3x3; the input is added.':
    '前後各一個分組的 1x1 卷積，中間是通道洗牌與 3x3 逐深度卷積；最後加上輸入。',
  'Half of the channels pass as they are, the others go through three convolutions; both are joined and shuffled.':
    '一半通道原樣通過，另一半經過三個卷積；併接後洗牌。',
  'Halves height and width; the averaged input is joined to the result instead of added.':
    '把高度與寬度減半；平均後的輸入併接到結果上，而不是相加。',
  'Layer normalization, then a 2x2 convolution that halves height and width.':
    '層正規化，再接把高度與寬度減半的 2x2 卷積。',
  'ReLU, a separable 3x3 convolution and batch normalization.': 'ReLU、3x3 深度可分離卷積與批次正規化。',
  'The input itself is added: it reaches every later block unchanged.':
    '加上輸入本身：它原封不動地到達後面每個區塊。',
  'Three separable convolutions whose result is added to the input.': '三個深度可分離卷積，結果與輸入相加。',
  'Two 3x3 convolutions that keep height and width, each with ReLU.':
    '兩個保持高度與寬度的 3x3 卷積，各接 ReLU。',
  'Two 3x3 convolutions, each after batch normalization and ReLU; a 1x1 convolution is the shortcut.':
    '兩個 3x3 卷積，之前各有批次正規化與 ReLU；捷徑是 1x1 卷積。',
  'Two separable convolutions and a pooling that halves height and width; a strided 1x1 convolution is the shortcut.':
    '兩個深度可分離卷積與把高度、寬度減半的池化；捷徑是帶步幅的 1x1 卷積。',
  'A 1x1 convolution brings the channels down, a 3x3 works on the few, a 1x1 brings them up again; the input is added.':
    '1x1 卷積先減少通道數，3x3 卷積處理這少數通道，再由 1x1 卷積增加回來；最後加上輸入。',
  'A 1x1 convolution combines the input channels, a 3x3 convolution adds some channels to them.':
    '1x1 卷積彙整已有的內容，3x3 卷積再添上幾個通道。',
  'A 1x1 convolution widens the input, a depthwise 3x3 works on it, a 1x1 without ReLU narrows it; the input is added where nothing changed its size.':
    '1x1 卷積先擴增通道，3x3 逐深度卷積處理，再由不接 ReLU 的 1x1 卷積縮減；大小不變時加上輸入。',
  'A 1x1 convolution widens the input, a depthwise one works on it, squeeze and excitation weighs its channels, a 1x1 narrows it; the input is added where nothing changed its size.':
    '1x1 卷積先擴增通道，逐深度卷積處理，擠壓與激發替各通道加權，再由 1x1 卷積縮減；大小不變時加上輸入。',
  'A 1x1 convolution, which mixes the channels of each pixel, and ReLU.':
    '1x1 卷積，混合每個像素的各個通道，接著 ReLU。',
  'A 3x3 convolution adds some channels to its input.': '3x3 卷積在輸入後面添上幾個通道。',
  'A 3x3 convolution that keeps height and width, and ReLU.': '保持高度與寬度的 3x3 卷積，接著 ReLU。',
  'A convolution and two 1x1 convolutions, each with ReLU.': '一個卷積與兩個 1x1 卷積，各接 ReLU。',
  'A convolution that keeps height and width, and ReLU.': '保持高度與寬度的卷積，接著 ReLU。',
  'A convolution without bias, batch normalization and ReLU.': '沒有偏差值的卷積、批次正規化與 ReLU。',
  'A convolution, batch normalization and ReLU.': '卷積、批次正規化與 ReLU。',
  'A dense layer whose biases start at 1, ReLU, and dropout against overfitting.':
    '偏差值從 1 開始的全連接層、ReLU，以及防止過度擬合的丟棄法。',
  'A dense layer, ReLU, and dropout against overfitting.': '全連接層、ReLU，以及防止過度擬合的丟棄法。',
  'A depthwise 3x3 convolution and a 1x1 convolution, each with batch normalization and ReLU.':
    '3x3 逐深度卷積與 1x1 卷積，各接批次正規化與 ReLU。',
  'A depthwise 3x3 convolution and a 1x1 convolution, each with batch normalization and ReLU6.':
    '3x3 逐深度卷積與 1x1 卷積，各接批次正規化與 ReLU6。',
  'A small classifier that looks at the middle of the network, for training only.':
    '觀察網路中段的小型分類器，只在訓練時使用。',
  'A small classifier with batch normalization that looks at the middle of the network, for training only.':
    '觀察網路中段、帶批次正規化的小型分類器，只在訓練時使用。',
  'A small network looks at the mean of every channel and decides how much of each to let through.':
    '一個小網路看每個通道的平均值，決定各通道要放行多少。',
  'Blocks of one size; only the first may change size and channels.':
    '大小相同的區塊；只有第一個可以改變大小與通道數。',
  'Brings the channels down with a 1x1 convolution and halves height and width.':
    '用 1x1 卷積減少通道數，並把高度與寬度減半。',
  'Four branches at different scales, concatenated; two 3x3 convolutions instead of the 5x5.':
    '四條不同尺度的分支併在一起；以兩個 3x3 卷積取代 5x5。',
  'Four branches look at the same input at different scales; their outputs are concatenated. ReLU after every convolution.':
    '四條分支以不同尺度看同一個輸入，輸出併在一起。每個卷積後面都有 ReLU。',
  'Four branches: 1x1, 5x5, two 3x3, and pooling.': '四條分支：1x1、5x5、兩個 3x3，以及池化。',
  'Four branches; 7x7 convolutions are factorized into 1x7 and 7x1.': '四條分支；7x7 卷積拆成 1x7 與 7x1。',
  'Four branches; two of them fork into 1x3 and 3x1 side by side.':
    '四條分支；其中兩條再分岔成並排的 1x3 與 3x1。',
  'Halves height and width in four branches side by side.': '以四條並排的分支把高度與寬度減半。',
  'Halves height and width in three branches side by side.': '以三條並排的分支把高度與寬度減半。',
  'Halves height and width in three branches: two of convolutions and one of pooling.':
    '以三條分支把高度與寬度減半：兩條卷積，一條池化。',
  'Hard swish or ReLU.': 'Hard swish 或 ReLU。',
  'Layers that each see the outputs of all layers before them.': '每一層都看得到前面所有層的輸出。',
  'One map computed from some neighboring maps.': '由幾張相鄰特徵圖算出的一張特徵圖。',
  'One map computed from two pairs of neighboring maps.': '由兩對相鄰特徵圖算出的一張特徵圖。',
  'Residual blocks of one size; the first may halve height and width.':
    '大小相同的殘差區塊；第一個可以把高度與寬度減半。',
  'Some 3x3 convolutions, then a pooling that halves height and width.':
    '幾個 3x3 卷積，再接把高度與寬度減半的池化。',
  'Some convolutions, then a pooling that halves height and width.': '幾個卷積，再接把高度與寬度減半的池化。',
  'The mean of 2x2 values, times a learned factor and plus a learned offset for each channel, then the nonlinearity.':
    '取 2x2 個值的平均，每個通道乘上學到的係數再加上學到的偏移，然後接非線性函數。',
  'The paper’s scaled hyperbolic tangent, 1.7159 tanh(2/3 x), which maps 1 to 1 and -1 to -1.':
    '論文中縮放過的雙曲正切函數 1.7159 tanh(2/3 x)，把 1 對應到 1、-1 對應到 -1。',
  'Three branches of 1x1 and 3x3 convolutions compute a residual.':
    '三條由 1x1 與 3x3 卷積組成的分支計算殘差。',
  'Two 3x3 convolutions whose result is added to the input.': '兩個 3x3 卷積，結果與輸入相加。',
  'Two 3x3 convolutions whose result is added to the input. A 1x1 convolution on the shortcut fits its size where the block changes it.':
    '兩個 3x3 卷積，結果與輸入相加。區塊改變大小時，捷徑上的 1x1 卷積讓兩邊相符。',
  'Two branches compute a residual; 3x3 is factorized into 1x3 and 3x1.':
    '兩條分支計算殘差；3x3 拆成 1x3 與 3x1。',
  'Two branches compute a residual; 7x7 is factorized into 1x7 and 7x1.':
    '兩條分支計算殘差；7x7 拆成 1x7 與 7x1。',
  // What their parameters are.
  'Begins with ReLU.': '以 ReLU 開頭。',
  'Channels after squeezing.': '壓縮後的通道數。',
  'Channels between the two convolutions.': '兩個卷積之間的通道數。',
  'Channels of each of the two expanding convolutions.': '兩個擴增卷積各有多少通道。',
  'Factor by which the inner layer is wider.': '內層的寬度是幾倍。',
  'Groups of the 3x3 convolution.': '3x3 卷積的分組數。',
  'Groups of the first 1x1 convolution.': '第一個 1x1 卷積的分組數。',
  'Number of attention heads.': '注意力的頭數。',
  'Number of units.': '單元數。',
  'Numbers that the code has.': '編碼有幾個數。',
  'Share of the examples for which training leaves the block out.': '訓練時跳過此區塊的樣本比例。',
  'Units inside the network that mixes channels.': '混合通道的網路內部的單元數。',
  'Units inside the network that mixes positions.': '混合位置的網路內部的單元數。',
  'What the number of channels is divided by in between.': '中間的通道數是除以多少得到的。',
  'Channels of the images: 3 for color, 1 for gray.': '影像的通道數：彩色為 3，灰階為 1。',
  'Height and width of the image.': '影像的高度與寬度。',
  'Number of channels that each layer of a dense block adds.': '稠密區塊的每一層添加多少通道。',
  'Number of classes; 1000 in ImageNet.': '類別數；ImageNet 為 1000。',
  'Share of the channels that a transition keeps; 1 gives DenseNet-B.':
    '過渡區塊保留的通道比例；1 即為 DenseNet-B。',
  'What the published channel counts are divided by; 1 gives the network of the paper.':
    '論文中的通道數要除以多少；1 即為論文的網路。',
  'Width multiplier: what every channel count is multiplied by.': '寬度倍率：每個通道數要乘上多少。',
  'Adds a 1x1 convolution at the end.': '在最後加一個 1x1 卷積。',
  'Adds local response normalization.': '加上局部響應正規化。',
  'Channels between the convolutions, in growth rates.': '兩個卷積之間的通道數，以成長率為單位。',
  'Channels in between.': '中間的通道數。',
  'Channels inside squeeze and excitation; 0 for none.': '擠壓與激發內部的通道數；0 表示不用。',
  'Channels inside the block.': '區塊內部的通道數。',
  'Channels inside the blocks; the output has four times as many.': '各區塊內部的通道數；輸出為其四倍。',
  'Channels inside the branches.': '各分支內部的通道數。',
  'Channels of the 3x3 convolution; the output has four times as many.': '3x3 卷積的通道數；輸出為其四倍。',
  'Channels of the input, which are kept.': '輸入的通道數，保持不變。',
  'Channels of the input.': '輸入的通道數。',
  'Channels that the 3x3 convolution sees.': '3x3 卷積看到的通道數。',
  'Channels that the 5x5 convolution sees.': '5x5 卷積看到的通道數。',
  'Channels that the pair of 3x3 convolutions sees.': '那對 3x3 卷積看到的通道數。',
  'Ends in ReLU.': '以 ReLU 結尾。',
  'First map of the first pair, counted from 0.': '第一對的第一張特徵圖，從 0 算起。',
  'First map of the second pair.': '第二對的第一張特徵圖。',
  'Adds a 1x1 convolution on the shortcut of the first block.': '讓第一個區塊的捷徑上有 1x1 卷積。',
  'Halves height and width in the first block.': '在第一個區塊把高度與寬度減半。',
  'Height of the kernel.': '卷積核的高度。',
  'Number of 3x3 convolutions in sequence.': '前後相接的 3x3 卷積數。',
  'Number of convolutions in sequence.': '前後相接的卷積數。',
  'Number of maps it sees.': '看到幾張特徵圖。',
  'Factor by which the block widens its input.': '區塊把輸入的通道擴增為幾倍。',
  'Number of blocks.': '區塊數。',
  'Transposed convolution unit': '轉置卷積單元',
  'Doubles height and width with a transposed convolution, then batch normalization and ReLU.':
    '以轉置卷積把高與寬加倍，接著是批次正規化與 ReLU。',
  'What height and width are multiplied by.': '高與寬要乘上的倍數。',
  'Padding of the convolution.': '卷積的填補。',
  'Random numbers that an image is made of.': '產生影像的隨機數個數。',
  'Channels of the last hidden layer; the first has eight times as many.':
    '最後一個隱藏層的通道數；第一層是它的八倍。',
  'Features of an image': '影像的特徵',
  'Four convolutions and a dense layer, which both images share.': '四個卷積與一個全連接層，由兩張影像共用。',
  'Map of an image': '影像的映射',
  'Two convolutions and a dense layer, which both images share.': '兩個卷積與一個全連接層，由兩張影像共用。',
  'Dimensions of the map.': '映射的維度。',
  'Channels of the first level; each further one has twice as many.': '第一層級的通道數；往後每一層級加倍。',
  'Channels of the output: 1 for a gray image, or the number of classes of masks.':
    '輸出的通道數：灰階影像為 1，遮罩則為類別數。',
  'Number of channels each layer adds.': '每一層添加的通道數。',
  'Number of channels it adds.': '添加的通道數。',
  'Number of channels, which is kept.': '通道數，保持不變。',
  'Number of classes.': '類別數。',
  'Number of layers.': '層數。',
  'Number of output channels.': '輸出通道數。',
  'Number of outputs.': '輸出數。',
  'Number of residual blocks.': '殘差區塊數。',
  'Output channels of the 1x1 branch.': '1x1 分支的輸出通道數。',
  'Output channels of the 3x3 branch.': '3x3 分支的輸出通道數。',
  'Output channels of the 5x5 branch.': '5x5 分支的輸出通道數。',
  'Output channels of the branch with two 3x3 convolutions.': '兩個 3x3 卷積之分支的輸出通道數。',
  'Output channels of the pooling branch.': '池化分支的輸出通道數。',
  'Padding of the first convolution.': '第一個卷積的填補。',
  'Padding: same or valid.': '填補：same 或 valid。',
  'Adds a 1x1 convolution on the shortcut.': '在捷徑上放 1x1 卷積。',
  'Share of the values that dropout sets to zero in training.': '訓練時丟棄法設為零的值所占比例。',
  'Size of the depthwise kernel.': '逐深度卷積核的大小。',
  'Size of the first convolution’s kernel.': '第一個卷積的卷積核大小。',
  'Size of the kernel.': '卷積核大小。',
  'Stride of the depthwise convolution.': '逐深度卷積的步幅。',
  'Stride of the first block.': '第一個區塊的步幅。',
  'Stride of the first convolution and of the shortcut.': '第一個卷積與捷徑的步幅。',
  'Stride of the first convolution.': '第一個卷積的步幅。',
  'Stride.': '步幅。',
  'Uses hard swish instead of ReLU.': '以 hard swish 取代 ReLU。',
  'Uses the maximum instead of the mean.': '以最大值取代平均值。',
  'The first map it sees, counted from 0.': '看到的第一張特徵圖，從 0 算起。',
  'What the residual is multiplied by.': '殘差要乘上多少。',
  'Width of the kernel.': '卷積核的寬度。',
};

/** A block's name or description, or a parameter's label or description, in a language. */
export function shippedText(text: string, language: Language): string {
  return language === 'zh-Hant' ? (ZH_HANT[text] ?? text) : text;
}

/** The same in every language. */
export function shippedTexts(text: string): Text {
  return { en: shippedText(text, 'en'), 'zh-Hant': shippedText(text, 'zh-Hant') };
}
