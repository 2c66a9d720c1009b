"""How things are counted: the fixed rules that turn a walk into numbers.

The rules are fixed because different good choices give 5, 6 or 7 for the same route. Each stands in the docstring of
the function that applies it, with its reason:

``actions``
    what a single step costs: clicks, keystrokes, scrolls
``places``
    where a person is: screens in the order they were seen, their origins, visits to other channels
``shown``
    what is newly shown: screens, page loads, words, options
``running``
    which controls are links inside running text
``ticked``
    which box is ticked by the words beside it
``fields``
    which fields a route needs and which it merely shows
``quantities``
    what publications count beside all that: steps, pages, options
``wholeness``
    whether a screen was looked at whole, so that it can be counted at all
``totals``
    all of it together, for a whole route or from its first link on
"""

from analyzer.counting.actions import clicks_of, keystrokes_of, label_of, scrolls_of, target_of, trusted_counts
from analyzer.counting.fields import Field, is_field, is_text_field, optional_fields, required_fields
from analyzer.counting.places import arrivals, is_channel, origin, screen_of
from analyzer.counting.quantities import measured, pages
from analyzer.counting.running import is_link_in_text
from analyzer.counting.shown import (
    blocks_shown,
    in_focus,
    is_about,
    is_new,
    newly_shown,
    option_names,
    options,
    page_loads,
    words_in,
    words_on,
    words_shown,
)
from analyzer.counting.ticked import ticked_beside
from analyzer.counting.totals import counts, counts_from_first_link, disagreement, first_link_step
from analyzer.counting.wholeness import cut, first_cut

__all__ = [
    "Field", "arrivals", "blocks_shown", "clicks_of", "counts", "counts_from_first_link", "cut", "disagreement",
    "first_cut", "first_link_step", "in_focus", "is_about", "is_channel", "is_field", "is_link_in_text", "is_new",
    "is_text_field", "keystrokes_of", "label_of", "measured", "newly_shown", "option_names", "optional_fields",
    "options", "origin", "page_loads", "pages", "required_fields", "screen_of", "scrolls_of", "target_of",
    "ticked_beside", "trusted_counts", "words_in", "words_on", "words_shown",
]  # fmt: skip
