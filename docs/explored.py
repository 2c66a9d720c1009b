"""Explores shipped flows without their scripts and writes the table docs/explored.md.

Usage: python docs/explored.py [FLOW...]; without a flow all are explored, else the rows of those named are made anew.
"""

import sys
import tomllib
from pathlib import Path

from analyzer import flows, shipped
from analyzer.flows import Flow
from analyzer.model.exploration import Exploration
from analyzer.walking.browsers.browser import FLAGS, QUICK_FLAGS, launched
from analyzer.walking.browsers.finding import find
from analyzer.walking.exploring.flows import explore_flow
from analyzer.walking.exploring.ground import Bounds
from analyzer.walking.exploring.meanwhile import Meanwhile

TABLE = Path(__file__).with_name("explored.md")
EXPECTED = Path(__file__).parents[1] / "tests" / "expected"
"""The reviewed counts of every script."""

BOUNDS = Bounds(states=250, clicks=20, seconds=100)

HEAD = f"""# Every shipped flow, explored without its script

`optout explore FLOW` searches the mock of a flow from its start. It knows the invented person of the flow and her
mailbox, and how the flow recognises its end; it knows no script. The table is made by `python docs/explored.py`, with
at most {BOUNDS.states} states, {BOUNDS.clicks} clicks and {BOUNDS.seconds:g} seconds of real time a search, on two
processors that other work kept busy: where the time ran out, more of it may find more.

*Script* are the clicks of the shipped script, as in `tests/expected`, *explored* the fewest clicks of a refusal that
were found. A script that ends in a dead end has found that there is no refusal; so has a search that finds none, if it
is not cut short. *Not all* says what was not looked at: with it a result is `truncated`.

| flow | script | explored | states | pressed, or what was in the way | not all |
|---|---|---|---|---|---|
"""


def main(named: list[str]) -> None:
    """Explore the flows that are named, or all, and write the table."""
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    rows = {row.split(" | ", 1)[0].removeprefix("| "): row for row in _rows()}
    shipped_flows = flows.discover(shipped.flows_folder())
    for flow in shipped_flows:
        if named and flow.name not in named:
            continue
        with launched(choice, flags=(*FLAGS, *QUICK_FLAGS)) as browser:
            found = explore_flow(browser, flow, flow.languages[0], BOUNDS, Meanwhile(_tell))
        rows[flow.name] = _row(flow, found)
        table = (rows[one.name] for one in shipped_flows if one.name in rows)
        TABLE.write_text(HEAD + "".join(table), encoding="utf-8")


def _rows() -> list[str]:
    """Return the rows of the table that is there."""
    return TABLE.read_text(encoding="utf-8").rpartition("|---|\n")[2].splitlines(keepends=True)


def _tell(told: str) -> None:
    sys.stderr.write(f"{told}\n")


def _row(flow: Flow, found: Exploration) -> str:
    script = tomllib.loads((EXPECTED / f"{flow.name}.toml").read_text(encoding="utf-8"))["refuse"]
    ended = " (dead end)" if script.get("outcome") == "dead_end" else ""
    way = found.refuse
    told = " > ".join(way.labels) if way else "no refusal"
    cells = [
        flow.name, f"{script['clicks']}{ended}", str(way.clicks) if way else "none", str(found.states), told,
        "; ".join(found.bounds),
    ]  # fmt: skip
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"


if __name__ == "__main__":
    main(sys.argv[1:])
