"""A recording becomes an adapter's steps: values of the sample order are recognised, nothing of it is run."""

from pathlib import Path

import pytest

from bots.authoring.drafting import draft
from bots.authoring.pieces import Pieces
from bots.authoring.recognising import meanings
from bots.authoring.recording import read_recording, without_passwords
from bots.authoring.sample_order import sample_order
from bots.authoring.selecting import numbered
from bots.errors import RecordingUnreadable

RECORDINGS = Path(__file__).resolve().parent.parent / "recordings"
ORDER = sample_order()
COLUMNS = ("desc", "acct", "tax", "cc", "qty", "price")


def drafted(name: str, test_id: str = "name") -> Pieces:
    return draft(read_recording((RECORDINGS / name).read_text()), ORDER, test_id)


def test_a_recording_in_frames_gives_every_piece() -> None:
    pieces = drafted("frames_with_names.txt")
    assert (pieces.user, pieces.password) == ('[name="user"]', '[name="password"]')
    assert pieces.login_button == 'role=button[name="Login"i]'
    assert (pieces.frame, pieces.place) == ("work", ('role=link[name="New Invoice"i]',))
    assert pieces.menu == "menu"
    assert [(f.fact, f.css, f.widget, f.then) for f in pieces.header] == [
        ("supplier_name", '[name="supplier"]', "", ""),
        ("invoice_number", '[name="invnumber"]', "", ""),
        ("issue_date", '[name="transdate"]', "Day()", ""),
        ("currency", '[name="currency"]', "Select()", ""),
        ("mark", '[name="notes"]', "", 'role=button[name="Update"i]'),
    ]
    assert [(f.fact, f.css, f.widget, f.code) for f in pieces.lines] == [
        ("description", '[name="desc_{n}"]', "", ""),
        ("account", '[name="acct_{n}"]', "Select()", "--"),
        ("tax_code", '[name="tax_{n}"]', "Select()", ""),
        ("quantity", '[name="qty_{n}"]', "Number()", ""),
        ("unit_price", '[name="price_{n}"]', "Number()", ""),
    ]
    assert (pieces.first, pieces.add) == (1, 'role=button[name="Update"i]')
    assert (pieces.save, pieces.post) == ('role=button[name="Save"i]', 'role=button[name="Post"i]')
    assert (pieces.number, pieces.day) == ("1,234.56", "12/31/2026")


def test_what_is_not_of_the_order_stays_with_its_line() -> None:
    (unknown,) = drafted("frames_with_names.txt").unknown
    assert unknown.startswith("line 33: ") and "30 days" in unknown


def test_a_recording_made_elsewhere_in_german() -> None:
    pieces = drafted("labels.txt", "data-testid")
    assert (pieces.login_address, pieces.password) == ("web/login?db=books", "#passwort")
    assert pieces.user == '[placeholder="Benutzer"]'
    assert pieces.place == "ap/new"
    assert (pieces.number, pieces.day) == ("1.234,56", "31.12.2026")
    assert [(f.fact, f.css) for f in pieces.lines] == [
        ("quantity", 'input[name="menge[{n}]"]'),
        ("unit_price", 'input[name="preis[{n}]"]'),
    ]
    assert (pieces.add, pieces.save) == ('text="Neue Zeile"', 'role=button[name="Speichern"s]')
    assert pieces.post == 'role=button[name="Buchen"i]'
    assert pieces.unknown == [
        "line 19: a dialog appeared; say in `dialogs` what it asks and how it is answered",
        'pressed at the end: role=button[name="Drucken"i]',
    ]


def test_a_real_recording_by_keyboard_with_corrections_and_steps_in_disorder() -> None:
    pieces = drafted("frames_by_keyboard.txt")
    assert pieces.login_button.startswith('form:has([name="password"]) :is([type=submit]')
    assert (pieces.frame, pieces.menu, pieces.place) == ("work", "menu", ('role=link[name="Add Transaction"i]',))
    assert [(f.fact, f.css) for f in pieces.header] == [
        ("supplier_name", '[name="supplier"]'),
        ("invoice_number", '[name="invnumber"]'),
        ("issue_date", '[name="transdate"]'),
        ("mark", '[name="notes"]'),
    ]
    assert [f.css for f in pieces.lines] == [f'[name="{name}_{{n}}"]' for name in COLUMNS]
    assert (pieces.save, pieces.post) == ("", 'role=button[name="Post"i]')
    entered, beside = pieces.unknown
    assert entered.startswith("line 48: ") and entered.endswith('get_by_test_id("price_1").press("Enter")')
    assert beside.startswith("pressed at the end: text=")


def test_the_enter_key_on_a_button_presses_it() -> None:
    text = 'page.get_by_test_id("inv").fill("RE-2026-0417")\npage.get_by_role("button", name="Post").press("Enter")'
    assert draft(read_recording(text), ORDER, "name").post == 'role=button[name="Post"i]'


def test_a_login_at_the_second_attempt_is_one_login() -> None:
    tried = 'page.locator("#u").fill("bot")\npage.locator("#password").fill("{}")\npage.locator("#go").click()\n'
    text = tried.format("wrong") + tried.format("right") + 'page.locator("#new").click()\n'
    pieces = draft(read_recording(text + 'page.locator("#inv").fill("RE-2026-0417")'), ORDER, "name")
    assert (pieces.user, pieces.password, pieces.login_button) == ("#u", "#password", "#go")
    assert (pieces.place, pieces.unknown) == (("#new",), [])


def test_passwords_are_not_kept() -> None:
    text = without_passwords((RECORDINGS / "frames_by_keyboard.txt").read_text())
    assert "Legacy-Bot-1" not in text and '.get_by_test_id("password").fill("***")' in text
    assert 'fill("bot")' in text
    assert "geheim" not in without_passwords((RECORDINGS / "labels.txt").read_text())


def test_a_field_found_by_its_label_alone_is_left_to_the_writer() -> None:
    supplier = drafted("labels.txt", "data-testid").header[0]
    assert (supplier.fact, supplier.css) == ("supplier_name", "")
    assert "Lieferant" in supplier.source


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("RE-2026-0417", {("invoice_number", 0)}),
        ("  Acme   Paper GmbH ", {("supplier_name", 0)}),
        ("20260723", {("issue_date", 0)}),
        ("4.074,24", {("gross_total", 0)}),
        ("6200 - Freight and Postage", {("account", 2)}),
        ("CC100--Office", {("cost_centre", 1)}),
        ("S1001", {("supplier_code", 0)}),
        ("62001", set()),
        ("", set()),
        ("30 days", set()),
    ],
)
def test_values_of_the_order_are_recognised(text: str, facts: set[tuple[str, int]]) -> None:
    assert {(meaning.fact, meaning.line) for meaning in meanings(text, ORDER)} == facts


def test_the_number_of_a_line_is_the_last_that_says_it() -> None:
    assert numbered("[name=row1_price_1]", 1) == "[name=row1_price_{n}]"
    assert numbered("[name=price]", 1) == ""


@pytest.mark.parametrize(
    "text",
    [
        "const page = await context.newPage();",
        "x = 1",
        "page.goto('http://x'",
        "\0",
        "page.locator('a').hover()",
        "#" * (2 * 2**20 + 1),
        "(" * 5000,
    ],
)
def test_what_is_no_recording_is_refused(text: str) -> None:
    with pytest.raises(RecordingUnreadable):
        read_recording(text)


def test_nothing_of_a_recording_is_run(tmp_path: Path) -> None:
    evil = f"__import__('pathlib').Path({str(tmp_path / 'x')!r}).touch()\n"
    evil += "page.locator('#a').fill(open('/etc/passwd').read())"
    (step,) = read_recording(evil)
    assert step.value == ""
    assert not (tmp_path / "x").exists()
