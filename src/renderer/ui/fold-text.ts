/**
 * The traditional characters of the app's own texts that are written otherwise in simplified Chinese, each with its simplified form: with them,
 * 卷积 finds 卷積. Taken from OpenCC's tables (opencc-js 1.4.2, Apache-2.0), which as a whole are 6 MB.
 */
const PAIRS = [
  '丟丢 並并 佔占 併并 來来 係系 個个 們们 側侧 偵侦 備备 傳传 僅仅 價价 償偿 儲储 內内 兩两 別别 刪删 則则 動动 勝胜 勻匀 匯汇 區区 協协 卻却 參参 員员',
  '問问 啟启 單单 嗎吗 嘗尝 圍围 圖图 執执 報报 塊块 壓压 壞坏 夠够 夾夹 學学 實实 寫写 寬宽 將将 尋寻 對对 導导 層层 屬属 帳帐 帶带 幫帮 幾几 庫库 張张',
  '強强 彙汇 後后 徑径 從从 復复 徵征 徹彻 恆恒 態态 慣惯 憶忆 應应 懸悬 捨舍 採采 換换 揮挥 損损 擁拥 擇择 擊击 擔担 擠挤 擬拟 擴扩 敗败 數数 斂敛 斷断',
  '於于 時时 暫暂 會会 東东 條条 棄弃 構构 標标 樣样 機机 檔档 檢检 欄栏 權权 歡欢 殘残 決决 沒没 況况 淺浅 減减 測测 準准 滯滞 漸渐 濾滤 灣湾 為为 無无',
  '熱热 狀状 狹狭 獨独 獻献 現现 環环 產产 畫画 異异 當当 疊叠 發发 盡尽 盤盘 眾众 確确 碼码 礎础 種种 稱称 積积 穩稳 競竞 筆笔 節节 範范 篩筛 簡简 籤签',
  '紀纪 約约 納纳 純纯 細细 終终 組组 結结 絕绝 給给 統统 經经 綠绿 維维 綱纲 網网 線线 緣缘 編编 練练 縮缩 總总 繪绘 繼继 續续 義义 習习 脫脱 腦脑 臺台',
  '與与 舊旧 萬万 著着 藍蓝 處处 虛虚 號号 螢萤 術术 補补 裝装 裡里 製制 複复 見见 規规 視视 覺觉 覽览 觀观 計计 訊讯 訓训 記记 設设 許许 註注 評评 詞词',
  '試试 話话 該该 詳详 認认 語语 誤误 說说 調调 請请 論论 證证 識识 譯译 議议 讀读 變变 讓让 負负 責责 貼贴 資资 賴赖 賽赛 贏赢 趨趋 軸轴 較较 載载 輔辅',
  '輯辑 輸输 轉转 迴回 這这 連连 週周 進进 運运 過过 達达 遞递 遠远 適适 選选 遺遗 還还 邊边 鄰邻 釋释 針针 鈕钮 錄录 錯错 鍵键 鐘钟 長长 門门 閉闭 開开',
  '間间 閘闸 關关 陣阵 階阶 際际 隨随 隱隐 雙双 雜杂 離离 電电 響响 頁页 項项 順顺 須须 預预 頭头 頸颈 題题 額额 顏颜 類类 顯显 風风 飽饱 飾饰 餘余 驗验',
  '驟骤 體体 麼么 黃黄 點点 齊齐 龐庞',
]
  .join(' ')
  .split(' ');

const simplified: ReadonlyMap<string, string> = new Map(
  PAIRS.map((pair): [string, string] => {
    const [from = '', to = ''] = pair;
    return [from, to];
  }),
);

/** A text as searches compare it: small letters, and one form of each Chinese character. As many characters as before. */
export function foldLetters(text: string): string[] {
  return [...text].map((letter) => simplified.get(letter) ?? letter.toLowerCase());
}

/** The same as a text. */
export function foldText(text: string): string {
  return foldLetters(text).join('');
}
