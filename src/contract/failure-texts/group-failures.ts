import type { Text } from '../../graph-runtime/text/text';

/** Several processes, often on several machines, that train one network together. */
export const groupFailures = {
  'replica-lost': {
    en: 'One of the processes that train this network together ended or cannot be reached any more, so the run was ended. It can be resumed from its last checkpoint.',
    'zh-Hant': '共同訓練這個網路的行程中，有一個已結束或無法連線，因此訓練已結束。可從最後一個檢查點繼續。',
  },
  'replicas-differed': {
    en: 'The processes that train this network together had come to different weights, because their processors round differently. All continue with those of the first one.',
    'zh-Hant':
      '共同訓練這個網路的各個行程得到了不同的權重，因為各處理器的捨入方式不同。全部改用第一個行程的權重繼續。',
  },
  'group-differs': {
    en: 'Process {rank} does not have the same network and data as the first one: nothing was trained.',
    'zh-Hant': '行程 {rank} 的網路或資料與第一個行程不同，因此沒有進行訓練。',
  },
  'group-given-up': {
    en: 'The run was stopped before the process at {address} was ready.',
    'zh-Hant': '位於 {address} 的行程就緒之前，訓練就被停止了。',
  },
  'group-not-reached': {
    en: '“{from}” has been waiting for “{to}” ({address}) for 20 seconds. It may still be preparing; otherwise check that no firewall between the two closes this port, and that the address is right. The run keeps waiting until it is stopped.',
    'zh-Hant':
      '「{from}」已經等待「{to}」（{address}）20 秒。它可能還在準備；否則請檢查兩者之間沒有防火牆擋住這個連接埠，且位址正確。訓練會繼續等待，直到被停止。',
  },
  'group-not-joined': {
    en: 'The engine could not start the server through which processes train one network together. Its port may be in use by another program.',
    'zh-Hant': '引擎無法啟動讓多個行程共同訓練的伺服器，可能是連接埠已被其他程式使用。',
  },
  'group-address-public': {
    en: 'This machine has the address {address}, which may be reached from the internet. Whoever reaches TensorFlow’s server can run anything there: it has no password and no encryption, and listens at all addresses. Several machines train together in a closed network only.',
    'zh-Hant':
      '這台電腦有位址 {address}，可能從網際網路連得到。TensorFlow 的伺服器沒有密碼也不加密，而且會在所有位址上等待連線，任何連得到的人都能在上面執行程式。因此只能在封閉的網路中用多台電腦共同訓練。',
  },
  'group-machine-public': {
    en: '“{name}” has the address {address}, which may be reached from the internet. Whoever reaches TensorFlow’s server can run anything there: it has no password and no encryption, and listens at all addresses. Several machines train together in a closed network only.',
    'zh-Hant':
      '「{name}」有位址 {address}，可能從網際網路連得到。TensorFlow 的伺服器沒有密碼也不加密，而且會在所有位址上等待連線，任何連得到的人都能在上面執行程式。因此只能在封閉的網路中用多台電腦共同訓練。',
  },
  'replica-not-started': {
    en: 'The process on “{name}” could not be started.',
    'zh-Hant': '無法在「{name}」上啟動行程。',
  },
  'replica-ended': {
    en: 'The process on “{name}” ended or cannot be reached any more, and this run needs it. It can be resumed from its last checkpoint.',
    'zh-Hant': '「{name}」上的行程已結束或無法連線，而這次訓練需要它。可從最後一個檢查點繼續。',
  },
  'replica-by-slurm': {
    en: '“{name}” trains by jobs of Slurm, which cannot train together with other machines. Several nodes of one job can: add the machine with a number of nodes, and train on it alone.',
    'zh-Hant':
      '「{name}」透過 Slurm 的作業訓練，無法與其他機器共同訓練。同一作業的多個節點則可以：請在新增該機器時填寫節點數，並只選擇它來訓練。',
  },
  'group-on-cards': {
    en: 'Processes that train one network together compute on their CPUs. Set the device to CPU, or train on the GPUs of one machine with replicas.',
    'zh-Hant':
      '共同訓練一個網路的多個行程是用處理器計算。請把裝置設為處理器，或在一台電腦的多張顯示卡上以副本訓練。',
  },
} as const satisfies Readonly<Record<string, Text>>;
