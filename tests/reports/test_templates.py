"""Templates are compiled once, and not from what they no longer say."""

from pathlib import Path

import jinja2
import pytest
from jinja2.bccache import bc_magic

from analyzer.reports.languages import speech
from analyzer.reports.templates import Voice, template
from tests.tables import for_each


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setattr("sys.pycache_prefix", None)
    (tmp_path / "page.j2").write_text("<p>{{ name }}</p>")
    return tmp_path


def test_a_template_is_compiled_once_and_again_when_it_was_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = []
    real = jinja2.Environment.compile
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *given: compiled.append(given[1]) or real(*given))

    pages = [template(folder, "page.j2").render(name="<b>") for _ in range(2)]
    (folder / "page.j2").write_text("<q>{{ name }}</q>")
    pages.append(template(folder, "page.j2").render(name="<b>"))

    assert pages == ["<p>&lt;b&gt;</p>", "<p>&lt;b&gt;</p>", "<q>&lt;b&gt;</q>"]
    assert compiled == ["<p>{{ name }}</p>", "<q>{{ name }}</q>"]


def test_a_template_is_rendered_where_nothing_can_be_kept_and_where_what_was_kept_is_damaged(folder: Path) -> None:
    kept = folder / "__pycache__"
    kept.write_text("in the way")
    assert template(folder, "page.j2").render(name=1) == "<p>1</p>"

    kept.unlink()
    template(folder, "page.j2")
    (file,) = kept.iterdir()
    for cut in (0, 20, 60, file.stat().st_size - 1):
        file.write_bytes(file.read_bytes()[:cut])
        assert template(folder, "page.j2").render(name=1) == "<p>1</p>"
    for bad in (b"I12x\n.", b"cno_such_module\nthing\n."):
        file.write_bytes(bc_magic + bad)
        assert template(folder, "page.j2").render(name=1) == "<p>1</p>"


FRENCH = "Le nom de la personne et les adresses de son compte ont été inventés pour cette maquette"
ENGLISH = "The name of the person and the addresses of her account were invented for this mock"


@for_each(
    ("language", "words", "code", "said"),
    [
        ("de", FRENCH, ' lang="fr"', "(auf Französisch)"), ("fr", ENGLISH, ' lang="en"', "(en anglais)"),
        ("en", FRENCH, ' lang="fr"', "(in French)"), ("fr", FRENCH, "", ""), ("en", ENGLISH, "", ""),
    ],
)  # fmt: skip
def test_what_an_author_wrote_is_marked_as_the_language_it_is_in(
    language: str, words: str, code: str, said: str
) -> None:
    told = f' <span class="tongue">{said}</span>' if said else ""
    assert Voice(speech(language)).named(words) == f"<bdi{code}>{words}</bdi>{told}"
