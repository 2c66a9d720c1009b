"""Explores every shipped flow without its script and writes the table docs/explored.md: python docs/explored.py."""

import sys
import tomllib
from pathlib import Path

from analyzer import flows, shipped
from analyzer.flows import Flow
from analyzer.model.exploration import Exploration
from analyzer.walking.browsers.browser import launched
from analyzer.walking.browsers.finding import find
from analyzer.walking.exploring.flows import explore_flow
from analyzer.walking.exploring.ground import Bounds

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


def main() -> None:
    """Explore all flows and write the table."""
    choice = find()
    if choice is None:
        sys.exit("no browser: make doctor")
    rows = []
    for flow in flows.discover(shipped.flows_folder()):
        with launched(choice) as browser:
            found = explore_flow(browser, flow, flow.languages[0], BOUNDS, _tell)
        rows.append(_row(flow, found))
        TABLE.write_text(HEAD + "".join(rows), encoding="utf-8")


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
    main()
