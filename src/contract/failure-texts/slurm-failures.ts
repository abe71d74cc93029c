import type { Text } from '../../graph-runtime/text/text';

/** Machines whose runs are jobs of Slurm. */
export const slurmFailures = {
  'slurm-setting-unusable': {
    en: '“{value}” cannot be used. Slurm takes a partition by its name, a number of nodes or cores, cards such as gpu:1 or gpu:a100:2, and a time limit such as 12:00:00 or 2-00:00:00.',
    'zh-Hant':
      '無法使用「{value}」。Slurm 接受分割區的名稱、節點數或核心數、如 gpu:1 或 gpu:a100:2 的顯示卡，以及如 12:00:00 或 2-00:00:00 的時間上限。',
  },
  'slurm-network-open': {
    en: 'Nodes that train together run TensorFlow’s server, which has no password and no encryption and listens at every address of each node: whoever reaches it can run anything there. Do this only in a closed network of machines and people you trust, and say so: in the window below the number of nodes, in the terminal with --closed-network.',
    'zh-Hant':
      '共同訓練的節點會執行 TensorFlow 的伺服器。它沒有密碼，也沒有加密，並在每個節點的所有位址上接受連線：任何能連線到它的人，都能在該處執行任何程式。只能在機器與使用者皆可信任的封閉網路中這樣做，並須表明：在視窗中於節點數下方，在終端機中使用 --closed-network。',
  },
  'slurm-nodes-unknown': {
    en: 'The nodes “{nodes}” cannot be used: this process is not on one node of a Slurm job that has the others, or srun was not found. Nodes are named with --with in the script of a job.',
    'zh-Hant':
      '無法使用節點「{nodes}」：這個行程不在擁有這些節點的 Slurm 作業的節點上，或找不到 srun。請在作業的指令稿中以 --with 指定節點。',
  },
  'slurm-missing': {
    en: 'There is no Slurm on {host}: the command sbatch was not found. Give the host from which jobs are submitted, or add the machine without Slurm.',
    'zh-Hant':
      '{host} 上沒有 Slurm：找不到 sbatch 指令。請填寫用來提交作業的主機，或新增不使用 Slurm 的機器。',
  },
  'slurm-partition-unknown': {
    en: 'Slurm on {host} has no partition “{partition}”. It has: {known}.',
    'zh-Hant': '{host} 上的 Slurm 沒有分割區「{partition}」。可用的有：{known}。',
  },
  'slurm-refused': {
    en: 'Slurm on {host} did not take the job: {reason}.',
    'zh-Hant': '{host} 上的 Slurm 未接受作業：{reason}。',
  },
  'slurm-time-limit': {
    en: 'The time limit of the job on {host} is over. The run can be resumed at its newest checkpoint.',
    'zh-Hant': '{host} 上的作業已達時間上限。可從最新的檢查點繼續訓練。',
  },
  'slurm-canceled': {
    en: 'The job on {host} was canceled there, by you, its administrators or Slurm itself. The run can be resumed at its newest checkpoint.',
    'zh-Hant': '{host} 上的作業已在該處被你、管理者或 Slurm 本身取消。可從最新的檢查點繼續訓練。',
  },
  'slurm-node-failed': {
    en: 'The node of {host} on which the job ran has failed. The run can be resumed at its newest checkpoint.',
    'zh-Hant': '{host} 上執行作業的節點已故障。可從最新的檢查點繼續訓練。',
  },
  'slurm-out-of-memory': {
    en: 'The job on {host} was ended because it needed more memory than it was given. Choose a smaller batch size, or a partition with more memory.',
    'zh-Hant': '{host} 上的作業因所需記憶體超過配額而被結束。請選擇較小的批次大小，或記憶體較多的分割區。',
  },
  'slurm-job-failed': {
    en: 'The job on {host} has ended without a word from the trainer. The folder there has to be one that the nodes of the partition see, too.',
    'zh-Hant': '{host} 上的作業已結束，但訓練程式沒有任何回報。該處的資料夾必須也能被分割區的節點存取。',
  },
} as const satisfies Readonly<Record<string, Text>>;
