"""What the vocabulary's tags are called in an annex, marked for translation."""

from analyzer.reports.languages import N_

OUTCOMES = {
    "reached": N_("reached"),
    "dead_end": N_("dead end"),
    "uncertain": N_("uncertain"),
    "stopped_before_commit": N_("stopped before the last step"),
    "incomplete": N_("incomplete"),
}
"""How a route ended."""

ROUTES = {"refuse": N_("Refuse"), "accept": N_("Accept"), "counterfactual": N_("Symmetric design")}
"""The ways through; another route is called by its own name."""

DONE = {"recorded": N_("recorded"), "sealed": N_("sealed"), "redacted": N_("redacted")}
"""What was done to the evidence."""

HEADINGS = {
    "title": N_("Technical annex"),
    "procedure": N_("Subject and procedure"),
    "facts": N_("Facts observed"),
    "exhibits": N_("Exhibits"),
    "exhibit": N_("Exhibit"),
    "assessment": N_("Assessment"),
    "limits": N_("Limits"),
    "integrity": N_("Integrity and chain of custody"),
    "provenance": N_("Provenance"),
}
"""What the parts are called where no authority calls them otherwise."""

UNITS = {
    "choices": N_("choices"), "clicks": N_("clicks"), "controls": N_("controls"), "fields": N_("fields"),
    "hours": N_("hours"), "keys": N_("keys"), "loads": N_("page loads"), "options": N_("options"),
    "paragraph": N_("paragraph"), "passages": N_("passages"), "s": N_("seconds"), "screens": N_("screens"),
    "scrolls": N_("scrolls"), "switches": N_("switches"), "times": N_("times"), "words": N_("words"),
}  # fmt: skip
"""The units of measures."""

MARKS = {
    "mock": N_("Mock, not {service} itself"),
    "tape": N_("Recorded traffic, not {service} itself"),
    "live": N_("{service}, visited itself"),
}
"""What every page repeats of where was walked."""
