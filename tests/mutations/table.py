"""The committed table of the last whole campaign."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tests.mutations.campaign import LEAST, Result

TABLE = Path(__file__).parents[2] / "docs" / "mutations.md"

_HEAD = """\
# Mutations

Each mock is changed on purpose, walked again and judged: the report must change as computed from the mutation
beforehand, and in nothing else. So neither the mocks nor the measures are tautologies. `make test` tries a few
mutations, the same ones each time; `make check-long` tries at least {least} a flow, chosen by its seed, and rewrites
this page. A mutation is killed where the report changed as computed, and has survived where it did not.

{date}, seed {seed}: {mutations} mutations of {flows} flows, {killed} killed, {survived} survived.

| flow | mutation | what was done | what had to change | what changed | result |
|---|---|---|---|---|---|
"""


Reasons = Mapping[tuple[str, str], str]
"""Why a kind of mutation is expected to survive in a flow, by flow and kind."""


def write(results: Iterable[Result], seed: int, today: date, reasons: Reasons) -> None:
    rows = sorted(results, key=lambda result: result.flow)
    killed = sum(result.killed for result in rows)
    head = _HEAD.format(
        least=LEAST, date=today.isoformat(), seed=seed, mutations=len(rows), flows=len({row.flow for row in rows}),
        killed=killed, survived=len(rows) - killed,
    )  # fmt: skip
    TABLE.write_text(head + "".join(_row(result, reasons) for result in rows), encoding="utf-8")


def _row(result: Result, reasons: Reasons) -> str:
    reason = reasons.get((result.flow, result.kind), "; ".join(result.disagreements))
    outcome = "killed" if result.killed else f"survived: {reason}"
    cells = (result.flow, result.kind, result.told, result.expected, result.changed, outcome)
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"
