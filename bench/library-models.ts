/** A network of another library, in one of the files that it writes. */
export interface LibraryModel {
  readonly source: 'torchvision' | 'timm' | 'facenet' | 'keras' | 'tf_keras';
  readonly name: string;
  /** Of PyTorch which exporter to ONNX, of Keras which file. */
  readonly way: 'dynamo' | 'torchscript' | 'keras' | 'h5';
}

const torchvision = [
  ...[
    'alexnet',
    'convnext_tiny',
    'densenet121',
    'efficientnet_b0',
    'efficientnet_v2_s',
    'googlenet',
    'inception_v3',
  ],
  ...['maxvit_t', 'mnasnet0_5', 'mobilenet_v2', 'mobilenet_v3_small', 'mobilenet_v3_large', 'regnet_x_400mf'],
  ...['regnet_y_400mf', 'resnet18', 'resnet50', 'resnext50_32x4d', 'wide_resnet50_2', 'shufflenet_v2_x1_0'],
  ...['squeezenet1_0', 'squeezenet1_1', 'swin_t', 'swin_v2_t', 'vgg11', 'vgg11_bn', 'vit_b_32'],
  ...['fcn_resnet50', 'deeplabv3_mobilenet_v3_large', 'lraspp_mobilenet_v3_large'],
];

const timm = [
  ...[
    'vit_tiny_patch16_224',
    'deit_tiny_patch16_224',
    'mixer_s32_224',
    'resmlp_12_224',
    'convnext_atto',
    'convnextv2_atto',
  ],
  ...[
    'resnet18',
    'resnet26d',
    'seresnet18',
    'res2net50_14w_8s',
    'efficientnet_lite0',
    'tf_efficientnet_b0',
    'mobilenetv3_small_050',
  ],
  ...[
    'mobilenetv4_conv_small',
    'ghostnet_050',
    'regnety_002',
    'rexnet_100',
    'repvgg_a0',
    'dla34',
    'cspresnet50',
    'vovnet39a',
  ],
  ...[
    'hrnet_w18_small',
    'inception_v4',
    'xception41',
    'poolformer_s12',
    'swin_tiny_patch4_window7_224',
    'mobilevit_xxs',
  ],
  ...[
    'edgenext_xx_small',
    'eca_nfnet_l0',
    'skresnet18',
    'darknet53',
    'lcnet_050',
    'selecsls42b',
    'densenet121',
    'inception_resnet_v2',
  ],
];

const keras = [
  ...[
    'ConvNeXtTiny',
    'DenseNet121',
    'EfficientNetB0',
    'EfficientNetV2B0',
    'InceptionResNetV2',
    'InceptionV3',
    'MobileNet',
  ],
  ...[
    'MobileNetV2',
    'MobileNetV3Small',
    'MobileNetV3Large',
    'NASNetMobile',
    'ResNet50',
    'ResNet50V2',
    'VGG16',
    'Xception',
  ],
];

const both = <Ways extends LibraryModel['way']>(
  source: LibraryModel['source'],
  names: readonly string[],
  ways: readonly Ways[],
): readonly LibraryModel[] => names.flatMap((name) => ways.map((way) => ({ source, name, way })));

export const libraryModels: readonly LibraryModel[] = [
  ...both('facenet', ['pnet', 'rnet', 'onet'], ['dynamo', 'torchscript']),
  ...both('torchvision', torchvision, ['dynamo', 'torchscript']),
  ...both('timm', timm, ['dynamo', 'torchscript']),
  ...both('keras', keras, ['keras', 'h5']),
  ...both('tf_keras', [...keras, 'RegNetY002', 'ResNetRS50'], ['h5', 'keras']),
];
