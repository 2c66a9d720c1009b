"""Makes the pictures of the documentation from the committed walks: python docs/pictures.py."""

import sys
import tempfile
from pathlib import Path

from analyzer.judging import judge
from analyzer.reports.writing import FORMATS
from analyzer.scoring.policy import newest
from analyzer.walking.browser import launched
from analyzer.walking.finding import find

DOCS = Path(__file__).parent
RUN = DOCS.parent / "fixtures" / "walks" / "facebook-2025-privacy-centre"


def main() -> None:
    """Write ``docs/report.png``: the first screen of the report of the shipped example."""
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    with launched(choice) as browser, tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.html")
        report.write_bytes(FORMATS[".html"](judge(RUN, newest()), RUN))
        page = browser.new_page(viewport={"width": 1280, "height": 1100}, color_scheme="light")
        page.goto(report.as_uri())
        page.screenshot(path=DOCS / "report.png")


if __name__ == "__main__":
    main()
