"""Sentences that the record of a screen holds, as the observer in the page writes them; a test holds both together."""

from analyzer.reports.languages import N_

SHAMING = N_("{rule:said} ({words})")
"""A finding whose evidence is the page's own words alone, as the label of a refusal that shames."""

LIMITS = (
    N_("{cut:d} of {count:d} blocks of text were not kept"),
    N_("{cut:d} of {count:d} controls were not looked at"),
    N_("{count:d} elements and what they hold were not looked at, after the first {first:d}"),
    N_("colours and fonts of {cut:d} of {count:d} controls were not looked at: they are more than one viewport away"),
    N_("{count:d} controls stand on an image or gradient: their background has no one colour"),
    N_("the text of {count:d} editable regions was not kept"),
    N_("the stored page was cut at {count:d} characters"),
)
