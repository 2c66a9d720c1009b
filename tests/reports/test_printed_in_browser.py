"""A report on paper: what a heading is about stands under it on its sheet, and no sheet is left nearly empty."""

import re
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from analyzer import storage
from analyzer.judging import judge
from analyzer.reports.html import render
from analyzer.reports.spoken import LANGUAGES
from analyzer.scoring import policy
from analyzer.walking.printing import printed

pytestmark = pytest.mark.browser

WALKED = Path(__file__).parents[2] / "fixtures" / "walks" / "facebook-2025-privacy-centre"
MADE = datetime(2025, 5, 20, 9, 0, tzinfo=UTC)
MARGIN = 18 / 25.4 * 72
"""Points below which nothing but the sheet's number stands."""


def contents(pdf: bytes) -> list[bytes]:
    """Return what draws each sheet, unpacked."""
    found = []
    for page in re.findall(rb"<</Type /Page\b.*?endobj", pdf, re.DOTALL):
        named = re.search(rb"/Contents (\d+) 0 R", page)
        assert named
        start = pdf.index(b"stream", pdf.index(b"\n%s 0 obj" % named[1])) + len(b"stream")
        found.append(zlib.decompressobj().decompress(pdf[start:].lstrip(b"\r\n")))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_heading_ends_a_sheet_and_no_sheet_is_nearly_empty(browser: Browser, language: str) -> None:
    report = judge(WALKED, policy.newest())
    pdf = printed(browser, render(report, lambda file: storage.read_file(WALKED / file), language=language), MADE)

    heights = [float(height) for height in re.findall(rb"/XYZ [\d.]+ ([\d.]+) 0\]\n/Parent", pdf)]
    assert len(heights) > 30
    assert min(heights) > MARGIN + 24, "a heading, and no line below it"
    # Where every finding kept to one sheet, there were 39, many of them half empty.
    sheets = contents(pdf)
    assert len(sheets) <= 36
    runs = [content.count(b" Tm") for content in sheets[:-1]]
    assert min(runs) > 12, f"lines on each sheet: {runs}"
