"""The folder of a new adapter: a skeleton that runs, and says which piece is still to be written."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from bots.authoring.drafting import draft
from bots.authoring.folder import make_folder, write_adapter
from bots.authoring.pieces import Pieces, RecordedField
from bots.authoring.recording import read_recording
from bots.authoring.rendering import class_name, render
from bots.authoring.sample_order import sample_order
from bots.erp.session import WebErpAdapter
from bots.errors import AdapterUnfinished
from bots.orders import InvoiceOrder

RECORDINGS = Path(__file__).resolve().parent.parent / "recordings"
SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "orders"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("own_adapter", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_new_folder_has_a_skeleton_that_loads_an_order_and_the_next_steps(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "erp", "my-erp")
    adapter = load(folder / "adapter.py").ADAPTER
    assert isinstance(adapter, WebErpAdapter) and adapter.name == "my-erp"
    assert InvoiceOrder.model_validate_json((folder / "order.json").read_text()) == sample_order()
    assert "botfarm erp record my-erp" in (folder / "README.md").read_text()


@pytest.mark.parametrize("piece", ["login", "searches", "suppliers_list", "forms", "header", "lines", "post_button"])
def test_every_missing_piece_says_that_it_is_to_be_written(tmp_path: Path, piece: str) -> None:
    pages = load(make_folder(tmp_path, "new") / "adapter.py").ADAPTER.pages
    with pytest.raises(AdapterUnfinished, match=f"adapter new is not finished: write `{piece}`"):
        getattr(pages, piece)


@pytest.mark.parametrize("name", ["", "My", "../x", "a b", "x" * 41, "1a", "a/b"])
def test_a_name_that_is_no_folder_and_no_lane_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(AdapterUnfinished, match="cannot name an adapter"):
        make_folder(tmp_path, name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, "mine")
    (folder / "adapter.py").write_text("precious")
    with pytest.raises(AdapterUnfinished, match="is there already"):
        make_folder(tmp_path, "mine")
    assert (folder / "adapter.py").read_text() == "precious"


def test_a_recording_replaces_the_adapter_and_keeps_the_old_ones(tmp_path: Path) -> None:
    folder = make_folder(tmp_path, "mine")
    (folder / "adapter.py").write_text("first")
    steps = read_recording((RECORDINGS / "frames_with_names.txt").read_text())
    write_adapter(folder, "mine", draft(steps, sample_order(), "name"))
    (folder / "adapter.py").write_text("second")
    path = write_adapter(folder, "mine", draft(steps, sample_order(), "name"))
    assert (folder / "adapter.py.old").read_text() == "first"
    assert (folder / "adapter.py.old.2").read_text() == "second"
    pages = load(path).ADAPTER.pages
    assert [field.fact for field in pages.header] == [
        "supplier_name", "invoice_number", "issue_date", "currency", "mark",
    ]  # fmt: skip
    assert pages.lines.fields[0].at(3).css == '[name="desc_3"]'
    assert pages.lines.fields[1].code("6100--Office Supplies") == "6100"
    assert pages.locale.example == "1,234.56"
    assert 'frame="menu"' in path.read_text() and "go" in vars(pages)
    with pytest.raises(AdapterUnfinished):
        _ = pages.searches


def test_hostile_words_of_a_page_stay_words(tmp_path: Path) -> None:
    evil = 'x"\n__import__("os").abort()\n\r\u2028#'
    pieces = Pieces(
        login_address=evil, user=evil, password=evil, login_button=evil, others={evil: evil}, frame=evil,
        place=(evil,), menu=evil, header=[RecordedField("mark", "", source=evil)], add=evil, save=evil, post=evil,
        lines=[RecordedField("net", evil, then=evil)], unknown=[evil],
    )  # fmt: skip
    path = tmp_path / "adapter.py"
    path.write_text(render("evil", pieces), encoding="utf-8")
    pages = load(path).ADAPTER.pages
    assert (pages.frame, pages.login.user, pages.post_button) == (evil, evil, evil)


@pytest.mark.parametrize(("name", "expected"), [("my-erp", "MyErp"), ("sap_2", "Sap2"), ("a", "A")])
def test_class_names(name: str, expected: str) -> None:
    assert class_name(name) == expected


def test_the_sample_orders_are_orders_and_the_first_is_the_folders_own() -> None:
    orders = {path.name: InvoiceOrder.model_validate_json(path.read_text()) for path in SAMPLES.glob("*.json")}
    assert orders["invoice.json"] == sample_order()
    assert orders["credit_note.json"].kind == "credit_note"
