"""ERP accounts: from erps.toml, or one from the settings; wrong files say what is wrong and where."""

from pathlib import Path

import pytest

from config import files
from config.errors import ConfigError
from config.settings import load_settings
from orchestrator.accounts import Accounts
from orchestrator.parts import PARTS, main_of, parts_of
from orchestrator.store.lanes import LaneAccount
from orchestrator.supervisor import Supervisor
from orchestrator.wiring import Farm

TWO = """
[accounts.books-1]
erp = "tryton"
url = "https://erp.example.com/"
database = "books"
company = "Example"
user = "apbot1"
password_file = "secrets/one"

[accounts.books-2]
erp = "tryton"
url = "https://erp.example.com/"
company = "Example"
user = "apbot2"
password_env = "BOOKS_2"
step_seconds = 12.5
"""


def farm(folder: Path, text: str | None = None) -> Farm:
    config = folder / "config"
    config.mkdir(exist_ok=True)
    if text is not None:
        (config / "erps.toml").write_text(text)
    return Farm(load_settings(home=folder, erp="tryton", erp_company="Example"))


def test_without_a_file_the_settings_make_one_account(tmp_path: Path) -> None:
    settings = load_settings(
        home=tmp_path, erp="My ERP!", erp_url="http://x", erp_company="C", erp_user="u", erp_password="p"
    )
    accounts = Accounts(settings, files.load_erps(settings.user_config).accounts)
    assert accounts.lanes == (LaneAccount(name="my-erp", erp="My ERP!", company="C"),)
    assert accounts.login().user == "u"


def test_settings_that_miss_something_say_what(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"BOTFARM_ERP_URL.*erps\.toml"):
        assert farm(tmp_path).erp_account


def test_accounts_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = farm(tmp_path, TWO)
    (tmp_path / "config" / "secrets").mkdir()
    (tmp_path / "config" / "secrets" / "one").write_text("first\n")
    monkeypatch.setenv("BOOKS_2", "second")
    assert [lane.name for lane in here.accounts.lanes] == ["books-1", "books-2"]
    first, second = here.accounts.login("books-1"), here.accounts.login("books-2")
    assert (first.user, first.database, first.password.get_secret_value()) == ("apbot1", "books", "first")
    assert (second.user, second.step_seconds, second.password.get_secret_value()) == ("apbot2", 12.5, "second")
    assert here.erp_account == first
    assert "first" not in repr(first)


def test_a_password_that_is_not_there_is_told(tmp_path: Path) -> None:
    here = farm(tmp_path, TWO)
    with pytest.raises(ConfigError, match="secrets/one"):
        here.accounts.login("books-1")
    with pytest.raises(ConfigError, match="BOOKS_2"):
        here.accounts.login("books-2")
    with pytest.raises(ConfigError, match="books-1, books-2"):
        here.accounts.login("books-3")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (TWO.replace("books-1", "Books 1").replace("accounts.Books 1", 'accounts."Books 1"'), "small letters"),
        (TWO.replace('password_env = "BOOKS_2"', 'password = "x"'), "not known here"),
        (TWO.replace('password_env = "BOOKS_2"', ""), "password_file or password_env"),
        (TWO.replace('user = "apbot1"', ""), "user"),
        (TWO.replace("12.5", "-1"), "step_seconds"),
        ("[accounts", "not valid TOML"),
    ],
)
def test_a_wrong_file_says_what_is_wrong(tmp_path: Path, wrong: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as error:
        assert farm(tmp_path, wrong).accounts
    assert "erps.toml" in str(error.value)


def test_each_account_has_a_process_of_its_own(tmp_path: Path) -> None:
    here = farm(tmp_path, TWO)
    assert parts_of(here, "key") == ("key:books-1", "key:books-2")
    parts = [child.part for child in Supervisor(here, list(PARTS)).children]
    assert parts.index("key:books-1") + 1 == parts.index("key:books-2") < parts.index("web")
    assert [child.part for child in Supervisor(here, ["key:books-2"]).children] == ["key:books-2"]
    with pytest.raises(ConfigError, match="key:books-1, key:books-2"):
        main_of(here, "key")()


@pytest.mark.parametrize("part", ["nonsense", "read:books-1", "key:books-9"])
def test_an_unknown_part_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(ConfigError):
        main_of(farm(tmp_path, TWO), part)


def test_one_account_keys_under_the_part_s_own_name(tmp_path: Path) -> None:
    assert parts_of(farm(tmp_path), "key") == ("key",)
