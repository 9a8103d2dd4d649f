//! [`Tongue`]: what a synthetic resolution in another language than English is made of.
//!
//! Fewer words than English has, and no inflections: enough to measure character sets, word bounds
//! and stemmers of each language with texts that are read back as they were made.

use super::random::Random;
use crate::text::Language;

/// Printed verb, concept.
pub(super) type Opener = (&'static str, &'static str);

/// The words and signs of one language.
pub(super) struct Tongue {
    pub(super) enacting: &'static str,
    pub(super) preambular: &'static [Opener],
    pub(super) operative: &'static [Opener],
    /// What an item below a clause begins with.
    pub(super) item: &'static str,
    /// Its resolution so and so of the year so and so, and.
    pub(super) citation: fn(&str, usize) -> String,
    /// Between two words.
    pub(super) space: &'static str,
    /// `,`, `;` and `:`.
    pub(super) signs: [char; 3],
    /// Small words, with spaces between.
    small: &'static str,
    /// Other words, most frequent first.
    large: &'static str,
    /// What names are made of.
    syllables: &'static str,
}

/// Names of places and persons: this many different ones.
const NAMES: usize = 20_000;

impl Tongue {
    /// Returns the words and signs of `language`; `None` for English, which has lists of its own.
    pub(super) fn of(language: Language) -> Option<&'static Self> {
        match language {
            Language::English => None,
            Language::French => Some(&FRENCH),
            Language::Spanish => Some(&SPANISH),
            Language::Russian => Some(&RUSSIAN),
            Language::Arabic => Some(&ARABIC),
            Language::Chinese => Some(&CHINESE),
        }
    }

    /// Appends the next word of a sentence.
    pub(super) fn push_word(&self, random: &mut Random, out: &mut String) {
        match random.below(100) {
            0..42 => out.push_str(pick(self.small, |count| random.below(count))),
            42..90 => out.push_str(pick(self.large, |count| random.zipf(count))),
            _ => {
                let mut own = Random::new(11, random.zipf(NAMES) as u64);
                for _ in 0..own.between(2, 4) {
                    out.push_str(pick(self.syllables, |count| own.below(count)));
                }
            }
        }
    }
}

/// Returns the word that `choose` chooses by its number, told how many there are.
fn pick(words: &'static str, choose: impl FnOnce(usize) -> usize) -> &'static str {
    let number = choose(words.split(' ').count());
    words.split(' ').nth(number).unwrap_or_default()
}

const FRENCH: Tongue = Tongue {
    enacting: "L’Assemblée générale,",
    preambular: &[
        ("Rappelant", "recalls"),
        ("Notant", "notes"),
        ("Réaffirmant", "reaffirms"),
        ("Considérant", "considers"),
        ("Soulignant", "stresses"),
    ],
    operative: &[
        ("Prie", "requests"),
        ("Demande", "calls_upon"),
        ("Décide", "decides"),
        ("Encourage", "encourages"),
        ("Engage instamment", "urges"),
        ("Souligne", "stresses"),
    ],
    item: "De",
    citation: |number, year| format!("sa résolution {number} du 7 décembre {year} et"),
    space: " ",
    signs: [',', ';', ':'],
    small: "de la le les des du et à en pour dans par sur une leur ces aux avec l’eau \
        d’une ainsi entre",
    large: "États développement fleuves rapport sécurité coopération région ports mesures \
        pêche assistance programme activités droits protection enfants éducation \
        ressources navigation moyens formation santé année accès équipements réseaux \
        lutte pollution crues données riverains écluses marchandises transport \
        financement échanges œuvres bassins frontières observateurs arbitrage archives \
        tarifs signaux",
    syllables: "ba ri ton ka lu mé so ta vi nor ger mal dor is an",
};

const SPANISH: Tongue = Tongue {
    enacting: "La Asamblea General,",
    preambular: &[
        ("Recordando", "recalls"),
        ("Advirtiendo", "notes"),
        ("Reafirmando", "reaffirms"),
        ("Reconociendo", "recognizes"),
        ("Destacando", "stresses"),
    ],
    operative: &[
        ("Solicita", "requests"),
        ("Exhorta", "calls_upon"),
        ("Decide", "decides"),
        ("Alienta", "encourages"),
        ("Insta", "urges"),
        ("Destaca", "stresses"),
    ],
    item: "Para",
    citation: |number, year| format!("su resolución {number}, de 7 de diciembre de {year}, y"),
    space: " ",
    signs: [',', ';', ':'],
    small: "de la el los las del y a en para por con sobre una sus entre esos al como \
        según también hacia",
    large: "Estados desarrollo ríos informe seguridad cooperación región puertos medidas \
        pesca asistencia programa actividades derechos protección niños educación \
        recursos navegación medios formación salud año acceso equipos redes lucha \
        contaminación crecidas datos ribereños esclusas mercancías transporte \
        financiación intercambios obras cuencas fronteras observadores arbitraje \
        archivos tarifas señales",
    syllables: "ba ri ton ca lu mén so ta vi nor ger mal dor ñu an",
};

const RUSSIAN: Tongue = Tongue {
    enacting: "Генеральная Ассамблея,",
    preambular: &[
        ("напоминая", "recalls"),
        ("констатируя", "notes"),
        ("признавая", "recognizes"),
        ("приветствуя", "welcomes"),
        ("призывая", "calls_upon"),
    ],
    operative: &[
        ("настоятельно просит", "requests"),
        ("призывает", "calls_upon"),
        ("постановляет", "decides"),
        ("приветствует", "welcomes"),
        ("предлагает", "invites"),
        ("подчеркивает", "stresses"),
    ],
    item: "к тому, чтобы",
    citation: |number, year| format!("свою резолюцию {number} от 7 декабря {year} года и"),
    space: " ",
    signs: [',', ';', ':'],
    small: "и в на по с для их о при к из также между всех от этих до после или через",
    large: "государств развития рек доклад безопасности сотрудничества региона портов мер \
        рыболовства помощи программы деятельности прав защиты детей образования \
        ресурсов судоходства средств подготовки здоровья года доступа оборудования \
        сетей борьбы загрязнения паводков данных берегов шлюзов грузов перевозок \
        финансирования обмена работ бассейнов границ наблюдателей арбитража архивов \
        тарифов сигналов",
    syllables: "ба ри тон ка лу мен со та ви нор гер мал дор ис ан",
};

const ARABIC: Tongue = Tongue {
    enacting: "إن الجمعية العامة،",
    preambular: &[
        ("وإذ تشير", "recalls"),
        ("وإذ تلاحظ", "notes"),
        ("وإذ تؤكد", "stresses"),
        ("وإذ ترحب", "welcomes"),
        ("وإذ تدرك", "aware"),
    ],
    operative: &[
        ("تطلب", "requests"),
        ("تدعو", "invites"),
        ("تقرر", "decides"),
        ("تشجع", "encourages"),
        ("تحث", "urges"),
        ("تشدد", "emphasizes"),
    ],
    item: "أن",
    citation: |number, year| format!("إلى قرارها {number} المؤرخ 7 كانون الأول/ديسمبر {year}"),
    space: " ",
    signs: ['،', '؛', ':'],
    small: "في من على إلى عن مع التي بين هذه كل بعد خلال أو جميع غير لدى",
    large: "الدول التنمية الأنهار التقرير الأمن التعاون المنطقة الموانئ التدابير المساعدة \
        البرنامج الأنشطة الحقوق حماية الأطفال التعليم الموارد الملاحة التدريب الصحة \
        السنة الوصول المعدات الشبكات مكافحة التلوث البيانات البضائع النقل التمويل \
        التبادل الأشغال الأحواض الحدود المراقبين التحكيم المحفوظات الإشارات",
    syllables: "با ري تون كا لو من سو تا في نور مال دور",
};

const CHINESE: Tongue = Tongue {
    enacting: "大会，",
    preambular: &[
        ("回顾", "recalls"),
        ("注意到", "notes"),
        ("重申", "reaffirms"),
        ("认识到", "recognizes"),
        ("欢迎", "welcomes"),
    ],
    operative: &[
        ("请", "requests"),
        ("吁请", "calls_upon"),
        ("决定", "decides"),
        ("鼓励", "encourages"),
        ("敦促", "urges"),
        ("强调", "emphasizes"),
    ],
    item: "以便",
    citation: |number, year| format!("其{year}年12月7日第{number}号决议和"),
    space: "",
    signs: ['，', '；', '：'],
    small: "的 和 在 各 为 对 与 及 所有 这些 通过 关于 之间 或",
    large: "国家 发展 河流 报告 安全 合作 区域 港口 措施 渔业 援助 方案 活动 权利 保护 \
        儿童 教育 资源 航运 手段 培训 健康 年度 机会 设备 网络 打击 污染 洪水 数据 \
        沿岸 船闸 货物 运输 资金 交流 工程 流域 边界 观察员 仲裁 档案 费率 信号",
    syllables: "巴 里 通 卡 卢 门 索 塔 维 诺 格 马 多 伊 安",
};
