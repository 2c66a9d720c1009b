"""Rewrites what the documentation shows of committed results, the picture and the tables: python docs/refresh.py."""

import sys
import tempfile
from pathlib import Path

import msgspec

from analyzer.judging import judge
from analyzer.model import Reproductions
from analyzer.reports import reproduced, terminal
from analyzer.reports.writing import FORMATS
from analyzer.scoring.policy import newest
from analyzer.walking.browsers.browser import launched
from analyzer.walking.browsers.finding import find

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
BEFORE, AFTER = "`make demo` prints:\n\n```\n", "```"
REPRODUCED = DOCS / "reproduced.json"
BEGIN, END = "<!-- made by docs/refresh.py: begin -->\n", "<!-- made by docs/refresh.py: end -->"
RUN = DOCS.parent / "fixtures" / "walks" / "facebook-2025-privacy-centre"


def main() -> None:
    """Write the tables in README.md, ``docs/reproduced.md`` and ``docs/report.png``.

    The picture is the first screen of the shipped example's report. ``docs/reproduced.json``, from which the tables of
    published counts are made, is written by ``optout reproduce``.
    """
    judged = judge(RUN, newest())
    head, _, tail = README.read_text(encoding="utf-8").partition(BEFORE)
    shown = f"{terminal.table(judged)}\nReport: out/{RUN.name}/report.html\n"
    README.write_text(f"{head}{BEFORE}{shown}{AFTER}{tail.partition(AFTER)[2]}", encoding="utf-8")
    rows = msgspec.json.decode(REPRODUCED.read_bytes(), type=Reproductions)
    (DOCS / "reproduced.md").write_text(
        f"# Published counts, reproduced\n\n{reproduced.markdown(rows)}", encoding="utf-8"
    )
    head, _, tail = README.read_text(encoding="utf-8").partition(BEGIN)
    printed = reproduced.markdown(rows, derived=False)
    README.write_text(f"{head}{BEGIN}{printed}{END}{tail.partition(END)[2]}", encoding="utf-8")
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    with launched(choice) as browser, tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.html")
        report.write_bytes(FORMATS[".html"](judged, RUN))
        page = browser.new_page(viewport={"width": 1280, "height": 1100}, color_scheme="light")
        page.goto(report.as_uri())
        page.screenshot(path=DOCS / "report.png")


if __name__ == "__main__":
    main()
