import type { Language } from '../text/text';

/** Where the expected accuracies of the networks that come with the app are from, as their files have it, in 繁體中文. */
const ZH_HANT: Readonly<Record<string, string>> = {
  'Chollet 2016, table 1: 79.0% on the ImageNet validation set, one crop':
    'Chollet 2016，表 1：ImageNet 驗證集 79.0%，單一裁切',
  'Hu et al. 2017, table 2: SE-ResNet-50, 23.29% top-1 error on the ImageNet validation set, one crop':
    'Hu 等人 2017，表 2：SE-ResNet-50，ImageNet 驗證集 top-1 錯誤率 23.29%，單一裁切',
  'Liu et al. 2022, table 1: ConvNeXt-T, 82.1% on the ImageNet validation set at 224x224':
    'Liu 等人 2022，表 1：ConvNeXt-T，ImageNet 驗證集 82.1%，影像 224×224',
  'Ma et al. 2018, table 8: ShuffleNet v2 1x, 30.6% top-1 error on the ImageNet validation set':
    'Ma 等人 2018，表 8：ShuffleNet V2，寬度 1 倍，ImageNet 驗證集 top-1 錯誤率 30.6%',
  'Redmon and Farhadi 2016, section 3: DarkNet-19, 72.9% on the ImageNet validation set at 224x224':
    'Redmon 與 Farhadi 2016，第 3 節：DarkNet-19，ImageNet 驗證集 72.9%，影像 224×224',
  'Redmon and Farhadi 2018, table 2: DarkNet-53, 77.2% on the ImageNet validation set at 256x256':
    'Redmon 與 Farhadi 2018，表 2：DarkNet-53，ImageNet 驗證集 77.2%，影像 256×256',
  'Tan and Le 2019, table 2: EfficientNet-B0, 77.1% on the ImageNet validation set':
    'Tan 與 Le 2019，表 2：EfficientNet-B0，ImageNet 驗證集 77.1%',
  'Touvron et al. 2020, table 5: DeiT-Ti, 72.2% on the ImageNet validation set':
    'Touvron 等人 2020，表 5：DeiT-Ti，ImageNet 驗證集 72.2%',
  'Xie et al. 2016, table 3: ResNeXt-50 32x4d, 22.2% top-1 error on the ImageNet validation set, one crop':
    'Xie 等人 2016，表 3：ResNeXt-50 32x4d，ImageNet 驗證集 top-1 錯誤率 22.2%，單一裁切',
  'Zhang et al. 2017, table 2: ShuffleNet 1x (g=3), 32.6% top-1 error on the ImageNet validation set':
    'Zhang 等人 2017，表 2：ShuffleNet，寬度 1 倍、分 3 組，ImageNet 驗證集 top-1 錯誤率 32.6%',
  'Dive into Deep Learning, PyTorch notebook: Fashion-MNIST, 10 epochs, test accuracy':
    'Dive into Deep Learning 的 PyTorch 筆記本：Fashion-MNIST，10 個週期，測試準確率',
  'Ioffe and Szegedy 2015, figure 3: BN-x30, 74.8% on the ImageNet validation set, one crop':
    'Ioffe 與 Szegedy 2015，圖 3：BN-x30，ImageNet 驗證集 74.8%，單一裁切',
  'Krizhevsky et al. 2012, table 2: one network, 40.7% top-1 error on the ImageNet validation set (mean of ten crops)':
    'Krizhevsky 等人 2012，表 2：單一網路，ImageNet 驗證集 top-1 錯誤率 40.7%（十個裁切的平均）',
  'LeCun et al. 1998, section III.C: 0.95% errors on the MNIST test set, with the paper’s own second-order training':
    'LeCun 等人 1998，第 III.C 節：MNIST 測試集錯誤率 0.95%，採用論文自己的二階訓練法',
  'Simonyan and Zisserman 2014, table 3: 27.0% top-1 error on the ImageNet validation set (trained and tested at one scale, shorter side 256)':
    'Simonyan 與 Zisserman 2014，表 3：ImageNet 驗證集 top-1 錯誤率 27.0%（以單一尺度訓練與測試，短邊 256）',
  'Simonyan and Zisserman 2014, table 3: 27.3% top-1 error on the ImageNet validation set (trained and tested at one scale, shorter side 256)':
    'Simonyan 與 Zisserman 2014，表 3：ImageNet 驗證集 top-1 錯誤率 27.3%（以單一尺度訓練與測試，短邊 256）',
  'Simonyan and Zisserman 2014, table 3: 28.1% top-1 error on the ImageNet validation set (trained and tested at one scale, shorter side 256)':
    'Simonyan 與 Zisserman 2014，表 3：ImageNet 驗證集 top-1 錯誤率 28.1%（以單一尺度訓練與測試，短邊 256）',
  'Simonyan and Zisserman 2014, table 3: 28.7% top-1 error on the ImageNet validation set (trained and tested at one scale, shorter side 256)':
    'Simonyan 與 Zisserman 2014，表 3：ImageNet 驗證集 top-1 錯誤率 28.7%（以單一尺度訓練與測試，短邊 256）',
  'Simonyan and Zisserman 2014, table 3: 29.6% top-1 error on the ImageNet validation set (trained and tested at one scale, shorter side 256)':
    'Simonyan 與 Zisserman 2014，表 3：ImageNet 驗證集 top-1 錯誤率 29.6%（以單一尺度訓練與測試，短邊 256）',
  'Simonyan and Zisserman 2014, table 3: 29.7% top-1 error on the ImageNet validation set (trained and tested at one scale, shorter side 256)':
    'Simonyan 與 Zisserman 2014，表 3：ImageNet 驗證集 top-1 錯誤率 29.7%（以單一尺度訓練與測試，短邊 256）',
  'Szegedy et al. 2015, table 4: 21.2% top-1 error on the ImageNet validation set, one crop':
    'Szegedy 等人 2015，表 4：ImageNet 驗證集 top-1 錯誤率 21.2%，單一裁切',
  'Szegedy et al. 2016, table 2: 19.9% top-1 error on the ImageNet validation set, one crop':
    'Szegedy 等人 2016，表 2：ImageNet 驗證集 top-1 錯誤率 19.9%，單一裁切',
  'torchvision DenseNet121_Weights.IMAGENET1K_V1 (ported from the authors’ code): top-1 on the ImageNet validation set, one center crop':
    'torchvision DenseNet121_Weights.IMAGENET1K_V1（移植自作者的程式）：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision DenseNet161_Weights.IMAGENET1K_V1 (ported from the authors’ code): top-1 on the ImageNet validation set, one center crop':
    'torchvision DenseNet161_Weights.IMAGENET1K_V1（移植自作者的程式）：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision DenseNet169_Weights.IMAGENET1K_V1 (ported from the authors’ code): top-1 on the ImageNet validation set, one center crop':
    'torchvision DenseNet169_Weights.IMAGENET1K_V1（移植自作者的程式）：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision DenseNet201_Weights.IMAGENET1K_V1 (ported from the authors’ code): top-1 on the ImageNet validation set, one center crop':
    'torchvision DenseNet201_Weights.IMAGENET1K_V1（移植自作者的程式）：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision ResNet101_Weights.IMAGENET1K_V1: top-1 on the ImageNet validation set, one center crop':
    'torchvision ResNet101_Weights.IMAGENET1K_V1：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision ResNet152_Weights.IMAGENET1K_V1: top-1 on the ImageNet validation set, one center crop':
    'torchvision ResNet152_Weights.IMAGENET1K_V1：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision ResNet18_Weights.IMAGENET1K_V1: top-1 on the ImageNet validation set, one center crop':
    'torchvision ResNet18_Weights.IMAGENET1K_V1：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision ResNet34_Weights.IMAGENET1K_V1: top-1 on the ImageNet validation set, one center crop':
    'torchvision ResNet34_Weights.IMAGENET1K_V1：ImageNet 驗證集 top-1，單一中央裁切',
  'torchvision ResNet50_Weights.IMAGENET1K_V1: top-1 on the ImageNet validation set, one center crop':
    'torchvision ResNet50_Weights.IMAGENET1K_V1：ImageNet 驗證集 top-1，單一中央裁切',
  'Howard et al. 2019, table 3: V3-Small 1.0, top-1 on ImageNet':
    'Howard 等人 2019，表 3：V3-Small 1.0，ImageNet top-1',
  'Howard et al. 2017, table 6: 1.0 MobileNet-224, top-1 on ImageNet':
    'Howard 等人 2017，表 6：1.0 MobileNet-224，ImageNet top-1',
  'Sandler et al. 2018, table 4: MobileNetV2, top-1 on ImageNet':
    'Sandler 等人 2018，表 4：MobileNetV2，ImageNet top-1',
  'Howard et al. 2019, table 3: V3-Large 1.0, top-1 on ImageNet':
    'Howard 等人 2019，表 3：V3-Large 1.0，ImageNet top-1',
};

/** The source of a preset's expected accuracy, in a language. */
export function accuracySource(source: string, language: Language): string {
  return language === 'zh-Hant' ? (ZH_HANT[source] ?? source) : source;
}
