"""Sanctions lists in their forms, employees, and names across scripts."""

from pathlib import Path

import pytest

from config.errors import ConfigError
from config.watchlist_files import load_employees, load_sanctions
from orchestrator.suspicion.latin_names import likeness
from orchestrator.suspicion.watchlists import Watchlists

PLAIN = "name,aliases,tax_id,iban\nRavenholm Maritime,Raven Ltd|Raven GmbH,7701234567,DE89 3704 0044 0532 0130 00\n"
EU = "Entity_LogicalId;NameAlias_WholeName\n13;Михаил Хвостов\n13;Mikhail Khvostov\n14;Юрий Жданов\n"
UN = "DATAID,FIRST_NAME,SECOND_NAME,THIRD_NAME,NAME_ORIGINAL_SCRIPT\n9,Khalid,Noor,,\n"
OFAC = (
    '306,"KHVOSTOV, Mikhail","individual","UKRAINE",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    "\"DOB 1960; a.k.a. 'KHVASTOW, Mischa'; Tax ID No. 7712345678.\"\n"
)
OPEN = "id,schema,name,aliases,identifiers\nQ1,Company,鸿运海事有限公司,Hongyun Haishi;HY Shipping,91310000775785552L\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [(PLAIN, "Ravenholm Maritime"), (EU, "Михаил Хвостов"), (UN, "Khalid Noor"), (OFAC, "Mikhail KHVOSTOV"),
     (OPEN, "鸿运海事有限公司")],
)  # fmt: skip
def test_lists_in_each_form(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / "sanctions.csv").write_text(text, encoding="utf-8")
    entries = load_sanctions(tmp_path / "sanctions.csv")
    assert entries[0].names[0] == name and entries[0].source == "sanctions.csv"


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "\x00\xff"])
def test_a_list_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "sanctions.csv").write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError):
        load_sanctions(tmp_path / "sanctions.csv")
    with pytest.raises(ConfigError):
        load_employees(tmp_path / "sanctions.csv")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Северный ветер»", "Severnyi Veter LLC"), ("上海东方贸易有限公司", "Shanghai Dongfang Maoyi Co., Ltd"),
        ("Иван Петров", "PETROV, Ivan"), ("Jurij Schdanow", "Юрий Жданов"), ("Wostotschnaja Werf", "Восточная Верфь"),
        ("Хрущёв Логистик", "Khrushchev Logistik"), ("Castor Arms Ltd", "Arms Castor GmbH"),
    ],
)  # fmt: skip
def test_one_name_in_two_writings(one: str, other: str) -> None:
    assert likeness(one, other) >= RULES_LIKENESS and likeness(one, other) == likeness(other, one)


RULES_LIKENESS = 0.88


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme Paper GmbH", "Acme Steel GmbH"), ("Zhejiang Global Trading", "Zhejiang Import Trading"), ("", "Acme"),
     ("Юрий Жданов", "Юрий Соколов"), ("上海东方贸易有限公司", "上海西方机械有限公司")],
)  # fmt: skip
def test_two_names_are_two(one: str, other: str) -> None:
    assert likeness(one, other) < RULES_LIKENESS


def test_lists_are_asked_by_name_number_and_account_and_read_again_when_they_change(tmp_path: Path) -> None:
    lists = Watchlists(tmp_path)
    assert lists.now().sanctions.hits("Ravenholm Maritime", "", "") == ()
    (tmp_path / "sanctions.csv").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "employees.csv").write_text("id,name,iban\nE1,Kim Berg,DE75 5121 0800 1245 1261 99\n", encoding="utf-8")
    found = lists.now()
    assert [hit.by for hit in found.sanctions.hits("Ravenholme Maritime", "", "")] == ["name"]
    assert [hit.by for hit in found.sanctions.hits("X", "RU7701234567", "")] == ["tax_id"]
    assert [hit.by for hit in found.sanctions.hits("X", "", "de89370400440532013000")] == ["iban"]
    assert found.employees["DE75512108001245126199"][0].name == "Kim Berg"
    assert lists.now() is found
    assert Watchlists().now().employees == {}
