import type { Text } from '../../graph-runtime/text/text';

/** Machines that are reached over SSH, and runs on them. */
export const remoteFailures = {
  'remote-no-ssh': {
    en: 'There is no ssh on this machine. Install OpenSSH’s client (on Debian: sudo apt-get install openssh-client).',
    'zh-Hant': '這台機器上沒有 ssh。請安裝 OpenSSH 用戶端（Debian：sudo apt-get install openssh-client）。',
  },
  'remote-name-unusable': {
    en: '“{name}” cannot be the name of a machine. Use letters, digits, spaces, dots, hyphens and underscores, 60 at most.',
    'zh-Hant': '「{name}」不能作為機器的名稱。請使用字母、數字、空格、點、連字號和底線，最多 60 個字元。',
  },
  'remote-host-unusable': {
    en: '“{host}” is not a host that can be used. Give a Host of ~/.ssh/config, or user@host:port, with letters, digits, dots, hyphens and underscores.',
    'zh-Hant':
      '「{host}」不是可用的主機。請填寫 ~/.ssh/config 中的 Host，或 user@host:port，僅使用字母、數字、點、連字號和底線。',
  },
  'remote-folder-unusable': {
    en: '“{folder}” cannot be the folder on the other machine. Give a path without “..”, with letters, digits, spaces and . _ + @ = , - only, absolute or relative to the home folder there.',
    'zh-Hant':
      '「{folder}」不能作為遠端機器上的資料夾。請填寫不含「..」的路徑，僅使用字母、數字、空格和 . _ + @ = , -，可為絕對路徑或相對於該機器家目錄的路徑。',
  },
  'remote-name-taken': {
    en: 'There is a machine called “{name}” already. Choose another name, or remove that one first.',
    'zh-Hant': '已有名為「{name}」的機器。請選擇其他名稱，或先移除它。',
  },
  'remote-unknown': {
    en: 'There is no machine called “{name}”. Known: {known}.',
    'zh-Hant': '沒有名為「{name}」的機器。已知的有：{known}。',
  },
  'remote-none': {
    en: 'There is no machine called “{name}”; none has been added yet.',
    'zh-Hant': '沒有名為「{name}」的機器；尚未新增任何機器。',
  },
  'remote-targets-damaged': {
    en: 'The list of machines in {path} cannot be read. Repair the file, or move it away.',
    'zh-Hant': '無法讀取 {path} 中的機器清單。請修復該檔案，或將它移走。',
  },
  'remote-unreachable': {
    en: '{host} cannot be reached: {reason}.',
    'zh-Hant': '無法連線到 {host}：{reason}。',
  },
  'remote-login-refused': {
    en: '{host} refused the login. Check user name and key: “ssh {host}” must work in a terminal.',
    'zh-Hant': '{host} 拒絕登入。請檢查使用者名稱與金鑰：在終端機中執行「ssh {host}」必須能成功。',
  },
  'remote-host-key-unknown': {
    en: 'The host key of {host} is not known yet: {key}. Compare it with the one that the machine’s owner gives you, and confirm it.',
    'zh-Hant': '尚不認識 {host} 的主機金鑰：{key}。請與機器管理者提供的金鑰比對，再加以確認。',
  },
  'remote-host-key-changed': {
    en: 'The host key of {host} is not the one that was known: it now shows {key}. Somebody may be listening in, or the machine was installed again. Ask its owner; nothing was sent.',
    'zh-Hant':
      '{host} 的主機金鑰與先前所知的不同：現在顯示 {key}。可能有人正在竊聽，或該機器已重新安裝。請詢問管理者；未傳送任何資料。',
  },
  'remote-folder-is-link': {
    en: 'The folder {folder} on {host} is, or holds, a link to {target}. Netloom writes only into its own folder: give that folder itself.',
    'zh-Hant':
      '{host} 上的資料夾 {folder} 是（或包含）指向 {target} 的連結。Netloom 只寫入自己的資料夾：請直接指定該資料夾。',
  },
  'remote-folder-foreign': {
    en: '{folder} on {host} is no folder of yours. Choose another one.',
    'zh-Hant': '{host} 上的 {folder} 不是你的資料夾。請選擇其他資料夾。',
  },
  'remote-no-room': {
    en: 'There is not enough room on {host}: {neededBytes} are needed, {freeBytes} are free. Nothing was sent.',
    'zh-Hant': '{host} 上的空間不足：需要 {neededBytes}，可用 {freeBytes}。未傳送任何資料。',
  },
  'remote-disk-full': {
    en: 'The disk of {host} is full. Make room there, and try again.',
    'zh-Hant': '{host} 的磁碟已滿。請在該處騰出空間後再試一次。',
  },
  'remote-system-unsupported': {
    en: '{host} is a {system} machine ({machine}); the trainer that this machine can send runs on {expected}.',
    'zh-Hant': '{host} 是 {system} 機器（{machine}）；這台機器可傳送的訓練程式只能在 {expected} 上執行。',
  },
  'remote-transfer-failed': {
    en: 'Files could not be copied to or from {host}: {reason}.',
    'zh-Hant': '無法與 {host} 互相複製檔案：{reason}。',
  },
  'remote-file-damaged': {
    en: '“{name}” did not arrive whole on its way to or from {host}. Try again.',
    'zh-Hant': '「{name}」在與 {host} 之間傳送時未完整到達。請再試一次。',
  },
  'remote-not-understood': {
    en: '{host} did not answer as expected: {reason}. Its login shell must be able to run “sh”, and print nothing else where there is no terminal.',
    'zh-Hant':
      '{host} 的回應不符預期：{reason}。該處的登入 shell 必須能執行「sh」，且在沒有終端機時不輸出其他內容。',
  },
  'remote-not-installed': {
    en: 'The trainer of this version is not installed on {host} yet.',
    'zh-Hant': '{host} 上尚未安裝此版本的訓練程式。',
  },
  'remote-package-missing': {
    en: 'The trainer for other machines could not be made here: {reason}',
    'zh-Hant': '無法在這台機器上製作供其他機器使用的訓練程式：{reason}',
  },
  'remote-trainer-broken': {
    en: 'The trainer was installed on {host}, but its engine does not run there: {reason}.',
    'zh-Hant': '訓練程式已安裝到 {host}，但引擎無法在該處執行：{reason}。',
  },
  'remote-run-unknown': {
    en: 'The run {run} is not on {host} any more.',
    'zh-Hant': '{host} 上已沒有訓練 {run}。',
  },
  'remote-run-in-progress': {
    en: 'This run is training on {host}. Stop it there before it is resumed elsewhere.',
    'zh-Hant': '此訓練正在 {host} 上進行。請先在該處停止，再於其他地方繼續訓練。',
  },
  'remote-canceled': {
    en: 'This was canceled. What {host} has received is not sent again.',
    'zh-Hant': '已取消。{host} 已收到的內容不會再次傳送。',
  },
  'remote-process-missing': {
    en: 'The training process on {host} is gone without having written how it ended: it was killed, or the machine was started again. The run can be resumed at its newest checkpoint.',
    'zh-Hant':
      '{host} 上的訓練程序已消失，且未留下結束紀錄：可能已被強制結束，或機器已重新啟動。可從最新的檢查點繼續訓練。',
  },
} as const satisfies Readonly<Record<string, Text>>;
