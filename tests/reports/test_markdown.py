"""The report in Markdown: everything the reader needs, and nothing of it obeyed."""

import msgspec
import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from analyzer.model import Report
from analyzer.reports.markdown import markdown
from tests.facebook_report import measurement
from tests.reports.exports.kept import HOSTILE
from tests.tables import for_each


def tokens(text: str) -> list[Token]:
    parsed = MarkdownIt("commonmark").enable("table").parse(text)
    return [inner for token in parsed for inner in (token, *(token.children or ()))]


def test_sentence_table_findings_and_provenance_are_there(facebook: Report) -> None:
    text = "".join(token.content for token in tokens(markdown(facebook)) if token.type == "text")
    assert "Mock, not Facebook itself" in text
    assert "Refusing takes 5 clicks" in text
    for each in facebook.measurements:
        assert each.title in text
        for finding in each.findings:
            assert finding.message in text
            assert finding.quote in text
            assert finding.against in text
    assert all(source.says in text for source in facebook.provenance.sources)
    assert facebook.routes["refuse"].walk_sha256 in text


def test_tables_are_tables(facebook: Report) -> None:
    kinds = [token.type for token in tokens(markdown(facebook))]
    assert kinds.count("table_open") == 3


@pytest.mark.lengthy
@for_each("words", [*HOSTILE, "![x](https://evil.test/x.png)", "[a](javascript:alert(1))", "# Title"])
def test_words_of_pages_make_no_markup(words: str, facebook: Report) -> None:
    plain = [token.type for token in tokens(markdown(facebook)) if token.type != "text"]
    findings = facebook.measurements[0].findings or facebook.measurements[1].findings
    quoted = tuple(msgspec.structs.replace(each, quote=words, message=words) for each in findings)
    measurement = msgspec.structs.replace(facebook.measurements[0], findings=quoted)
    usual = msgspec.structs.replace(facebook, measurements=(measurement,))
    flow = msgspec.structs.replace(facebook.flow, title=words)
    kinds = [token.type for token in tokens(markdown(msgspec.structs.replace(usual, flow=flow)))]
    assert set(kinds) - {"text"} <= set(plain)
    assert not {"html_inline", "html_block", "link_open", "image"} & set(kinds)


def test_the_same_report_gives_the_same_text(facebook: Report) -> None:
    assert markdown(facebook) == markdown(msgspec.json.decode(msgspec.json.encode(facebook), type=Report))


def test_what_is_declared_is_told_as_its_range_and_not_as_measured(facebook: Report) -> None:
    declared = measurement("declared_waiting", "Declared waiting", 372.0, "hours", spread=(24, 720))
    told = markdown(msgspec.structs.replace(facebook, measurements=(declared,)))
    assert "372" not in told
    assert "24 to 720 hours" in told
    assert "declared, not measured" in told
