"""What gauges and procedures are called."""

from analyzer.model import Comparison
from analyzer.reports.compared.lines import lines


class Naming:
    """The names of gauges and procedures, looked up once."""

    def __init__(self, comparison: Comparison) -> None:
        self.gauges = {gauge.id: gauge for gauge in comparison.gauges}
        self.procedures = {one.number: one for one in comparison.procedures}
        self.row = {one.number: line.first.number for line in lines(comparison) for one in line.procedures}

    def title(self, gauge: str) -> str:
        """Return what a gauge is called."""
        return self.gauges[gauge].title

    def named(self, procedure: int) -> str:
        """Return ``3 facebook-2025-privacy-centre``."""
        return f"{procedure} {self.procedures[procedure].name}"
