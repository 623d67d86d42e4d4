"""Russia and China."""

# ruff: noqa: E501 -- an entry a line: tables of words read better unbroken

from benchmarks.generated.countries.country import Country

RUSSIA = Country(
    code="RU", name="Россия", languages=("ru",), currency="RUB", rates=(("20",), ("20",), ("20", "10"), ("10",), ("22",), ("20", "0")), numerals=(", ", ", ", ",\u00a0", ",_", ".,"),
    dates="{dd}.{mm}.{yyyy}|{dd}.{mm}.{yyyy}|{d} {month} {yyyy} г.|{dd} {month} {yyyy}|{dd}.{mm}.{yy}|«{dd}» {month} {yyyy} г.|{yyyy}-{mm}-{dd}|{dd}/{mm}/{yyyy}", legal_forms="ООО «{name}»|ООО \"{name}\"|АО «{name}»|ЗАО \"{name}\"|ПАО «{name}»|Общество с ограниченной ответственностью «{name}»|ООО ТД «{name}»|ИП {name}|ООО НПП «{name}»",
    surnames="Алексеев|Белов|Воронцов|Громов|Дмитриев|Ершов|Жуков|Зайцев|Ковалев|Лебедев|Морозов|Никитин|Орлов|Поляков|Романов|Соколов|Тихонов|Фёдоров", forenames="Анна|Дмитрий|Елена|Игорь|Мария|Олег|Светлана|Юрий", streets="ул. Ленина|пр-кт Мира|ул. Гагарина|ул. Садовая|Невский пр-кт|ул. Промышленная|наб. Обводного канала|ш. Энтузиастов|ул. Советская|пер. Школьный",
    street="{street}, д. {no}|{street}, дом № {no}, офис {no}", cities="101###;г. Москва|190###;г. Санкт-Петербург|620###;г. Екатеринбург|630###;г. Новосибирск|420###;г. Казань|603###;г. Нижний Новгород|344###;г. Ростов-на-Дону|443###;г. Самара", town="{postcode}, {city}|{postcode} {city}", phones="+7 (4##) ###-##-##|8 (800) ###-##-##|(8##) ###-##-##|+7 9## ###-##-##", domain="ru",
    tax_ids=(("77########", "ru.inn"), ("78########", "ru.inn"), ("##########", "ru.inn")), banks="ПАО СБЕРБАНК|АО «Альфа-Банк»|Банк ВТБ (ПАО)|АО «Тинькофф Банк»|ПАО Банк «ФК Открытие»", local_numbers="КПП=77#########|ОГРН=1#############|ОКПО=########", currency_words="||руб.|руб.|₽|RUB|р.", weight=1.6, gross_prices=0.5, accounts=("40702810#########0##", "044525###"),
)  # fmt: skip

CHINA = Country(
    code="CN", name="中国", languages=("zh",), currency="CNY", rates=(("13",), ("6",), ("13", "9"), ("9",), ("3",), ("1",), ("13", "6")), numerals=(".,", ".,", "._", "._"),
    dates="{yyyy}年{mm}月{dd}日|{yyyy}年{mm}月{dd}日|{yyyy}-{mm}-{dd}|{yyyy}/{mm}/{dd}|{yyyy}.{mm}.{dd}|{yyyy}年{m}月{d}日|{yyyy} 年 {mm} 月 {dd} 日", legal_forms="{name}有限公司|{name}股份有限公司|{name}有限责任公司|{name}（上海）有限公司|{name}商行|{name}厂", surnames="王|李|张|刘|陈|杨|赵|黄|周|吴|徐|孙|胡|朱|高", forenames="伟|芳|娜|敏|静|强|磊|洋|艳|勇|建国|晓明",
    streets="中山路|人民路|解放大道|南京西路|科技园路|工业大道|建设街|长安街|滨江路|学院路", street="{street}{no}号|{street}{no}号{no}室", cities="1000##;北京市朝阳区|2000##;上海市浦东新区|5100##;广州市天河区|5180##;深圳市南山区|3100##;杭州市西湖区|6100##;成都市高新区|4300##;武汉市洪山区|2100##;南京市鼓楼区", town="{city}|{city} {postcode}", phones="0##-########|1##########|400-###-####", domain="com.cn",
    tax_ids=(("91310115MA########", "cn.uscc"),), banks="中国工商银行|中国建设银行|招商银行|中国银行|交通银行", local_numbers="", currency_words="<¥|<¥|<￥|元||CNY|<RMB |<人民币", weight=1.6, gross_prices=0.12, accounts=("62#################", "10##########"),
)  # fmt: skip

COUNTRIES = (RUSSIA, CHINA)
