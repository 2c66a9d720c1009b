"""A corpus as a static index: one row a run, each with its report and its bundle.

``rows``
    what a row says, made from a report
``page``
    the rows as one HTML file that works from a file share, with and without its script
"""

from analyzer.reports.site.page import page
from analyzer.reports.site.rows import Published, Row, rows

__all__ = ["Published", "Row", "page", "rows"]
