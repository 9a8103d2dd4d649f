//! Traditional characters of Chinese, where they are printed otherwise than the simplified ones in which
//! the tables and most texts are.
//!
//! They are those that are usual in resolutions, in the order of Unicode, each before the simplified
//! one.

const PAIRS: &str = "\
    並并 來来 個个 們们 備备 傳传 債债 傷伤 傾倾 僅仅 \
    僑侨 價价 儀仪 億亿 償偿 優优 儲储 兒儿 內内 兩两 \
    冊册 凍冻 別别 刪删 則则 剛刚 創创 劃划 劇剧 劑剂 \
    動动 務务 勝胜 勞劳 勢势 勳勋 勵励 匯汇 區区 協协 \
    卻却 厲厉 參参 員员 問问 啟启 喪丧 單单 嘗尝 嚮向 \
    嚴严 囑嘱 國国 圍围 園园 圓圆 圖图 團团 執执 報报 \
    場场 塊块 墾垦 壓压 壞坏 壽寿 夠够 奪夺 奮奋 婦妇 \
    嬰婴 孫孙 學学 實实 寧宁 審审 寫写 寬宽 寶宝 將将 \
    專专 尋寻 對对 導导 屆届 屬属 島岛 嶺岭 師师 帶带 \
    幣币 幫帮 幹干 幾几 庫库 廠厂 廢废 廣广 廳厅 張张 \
    強强 彈弹 彌弥 彙汇 彥彦 後后 徑径 從从 復复 徵征 \
    徹彻 恆恒 恥耻 悅悦 惡恶 愛爱 態态 慘惨 慣惯 慮虑 \
    慶庆 憂忧 憑凭 憲宪 憶忆 應应 懲惩 懷怀 戰战 戲戏 \
    戶户 拋抛 捨舍 掃扫 掛挂 採采 揚扬 換换 損损 搶抢 \
    摯挚 撥拨 擁拥 擇择 擊击 擔担 據据 擬拟 擱搁 擴扩 \
    擾扰 攜携 攝摄 敗败 敘叙 敵敌 數数 斷断 於于 時时 \
    晉晋 暢畅 曆历 曉晓 書书 會会 東东 條条 棄弃 楊杨 \
    業业 極极 榮荣 構构 槍枪 樂乐 樓楼 標标 樣样 橋桥 \
    機机 橫横 檔档 檢检 權权 歐欧 歡欢 歲岁 歷历 歸归 \
    殘残 殺杀 殼壳 毀毁 氣气 決决 沒没 沖冲 況况 洩泄 \
    淨净 減减 測测 準准 溝沟 滅灭 滯滞 滿满 漁渔 漢汉 \
    漸渐 潔洁 潰溃 澤泽 濃浓 濕湿 濟济 濫滥 濱滨 瀕濒 \
    瀰弥 灑洒 灣湾 災灾 為为 烏乌 無无 煉炼 煙烟 熱热 \
    燈灯 燒烧 營营 爐炉 爭争 爾尔 牆墙 犧牺 狀状 猶犹 \
    獎奖 獨独 獲获 獵猎 獸兽 獻献 現现 瑪玛 環环 產产 \
    畢毕 畫画 異异 當当 疇畴 療疗 發发 盜盗 盡尽 監监 \
    盤盘 眾众 矯矫 確确 碼码 礎础 礙碍 礦矿 礬矾 禍祸 \
    禦御 禮礼 稅税 種种 稱称 穀谷 積积 穢秽 穩稳 穫获 \
    窮穷 竊窃 競竞 筆笔 節节 範范 築筑 簡简 簽签 籌筹 \
    籲吁 糧粮 糾纠 紀纪 約约 紅红 納纳 純纯 紙纸 級级 \
    紛纷 細细 終终 組组 結结 統统 經经 綜综 綠绿 維维 \
    綱纲 網网 緊紧 緒绪 線线 緣缘 編编 緩缓 緬缅 練练 \
    縣县 縮缩 總总 績绩 織织 繞绕 繼继 續续 罰罚 罷罢 \
    羅罗 義义 習习 聖圣 聯联 聲声 職职 聽听 肅肃 脅胁 \
    腦脑 膚肤 臨临 臺台 與与 興兴 舉举 舊旧 艦舰 艱艰 \
    莊庄 華华 萬万 葉叶 蓋盖 薦荐 藍蓝 藝艺 藥药 蘇苏 \
    蘭兰 處处 虛虚 號号 蟲虫 衆众 衛卫 衝冲 裏里 補补 \
    裡里 製制 複复 襲袭 見见 規规 視视 親亲 覺觉 覽览 \
    觀观 觸触 訂订 計计 訊讯 討讨 訓训 託托 記记 訟讼 \
    訪访 設设 許许 訴诉 診诊 証证 詐诈 評评 詞词 詢询 \
    試试 話话 該该 詳详 誌志 認认 誘诱 語语 誠诚 誤误 \
    說说 課课 調调 談谈 請请 諒谅 論论 諧谐 諮咨 諸诸 \
    諾诺 謀谋 謂谓 謝谢 謹谨 證证 識识 譯译 議议 譴谴 \
    護护 讀读 讓让 讚赞 豐丰 負负 財财 貢贡 貧贫 貨货 \
    販贩 貫贯 責责 貴贵 買买 貸贷 費费 貼贴 貿贸 資资 \
    賓宾 賞赏 賠赔 賢贤 賣卖 賦赋 質质 賬账 賴赖 購购 \
    賽赛 贊赞 贏赢 贖赎 趨趋 跡迹 踐践 蹤踪 躍跃 車车 \
    軌轨 軍军 軟软 較较 載载 輔辅 輕轻 輛辆 輪轮 輸输 \
    轄辖 轉转 轟轰 辦办 辭辞 辯辩 農农 迴回 這这 連连 \
    進进 遊游 運运 過过 達达 違违 遞递 遠远 適适 遲迟 \
    遷迁 選选 遺遗 還还 邊边 郵邮 鄉乡 鄭郑 鄰邻 醫医 \
    釁衅 釋释 針针 鈾铀 鉛铅 銀银 銅铜 銷销 鋒锋 鋼钢 \
    錄录 錢钱 錯错 鍵键 鎮镇 鏈链 鐘钟 鐵铁 鑑鉴 鑒鉴 \
    長长 門门 閉闭 開开 間间 閣阁 閱阅 關关 闡阐 闢辟 \
    陣阵 陰阴 陳陈 陸陆 陽阳 隊队 階阶 際际 隨随 險险 \
    隱隐 隸隶 雖虽 雙双 雜杂 離离 難难 電电 霧雾 靈灵 \
    鞏巩 韓韩 響响 頁页 頂顶 項项 順顺 須须 預预 頒颁 \
    頓顿 領领 頻频 顆颗 題题 額额 願愿 類类 顧顾 顯显 \
    風风 飛飞 飢饥 飯饭 飲饮 養养 餓饿 餘余 館馆 饑饥 \
    馬马 駁驳 駐驻 駛驶 騷骚 驅驱 驗验 驚惊 驛驿 驟骤 \
    體体 鬥斗 魚鱼 鮮鲜 鳥鸟 鹽盐 麥麦 黃黄 點点 黨党 \
    齊齐 齡龄 龍龙 龐庞";

const FIRST: u32 = 0x4e00;
const COUNT: usize = 0x5200;

/// The simplified character of each, from the first on; 0 where it is the same.
static SIMPLIFIED: [u16; COUNT] = table();

/// Returns the simplified character of one between `U+4E00` and `U+9FFF`, which may be the same.
#[inline]
pub(super) fn simplified(character: char) -> char {
    let place = (character as u32).wrapping_sub(FIRST) as usize;
    match SIMPLIFIED.get(place) {
        None | Some(0) => character,
        Some(simplified) => char::from_u32(u32::from(*simplified)).unwrap_or(character),
    }
}

const fn table() -> [u16; COUNT] {
    let mut table = [0; COUNT];
    let bytes = PAIRS.as_bytes();
    let mut at = 0;
    // Two characters of three bytes each, and a space.
    while at + 6 <= bytes.len() {
        let place = code(bytes, at) as usize - FIRST as usize;
        table[place] = code(bytes, at + 3);
        at += 7;
    }
    table
}

/// The character of three bytes at `at`.
const fn code(bytes: &[u8], at: usize) -> u16 {
    ((bytes[at] & 0x0f) as u16) << 12
        | ((bytes[at + 1] & 0x3f) as u16) << 6
        | (bytes[at + 2] & 0x3f) as u16
}

#[cfg(test)]
mod tests {
    use super::{PAIRS, simplified};

    #[test]
    fn every_pair_is_read() {
        let mut last = '\0';
        for pair in PAIRS.split(' ') {
            let characters: Vec<char> = pair.chars().collect();
            let [traditional, plain] = characters[..] else { panic!("{pair}") };
            assert_eq!(simplified(traditional), plain, "{pair}");
            assert_eq!(simplified(plain), plain, "{pair}");
            assert!(traditional > last, "{pair} stands in order");
            last = traditional;
        }
    }
}
