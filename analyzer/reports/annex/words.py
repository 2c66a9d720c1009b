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

ANSWERS = {
    "measured": N_("measured"),
    "not_applicable": N_("not applicable"),
    "cannot_tell": N_("cannot tell"),
    "error": N_("error"),
}
"""How a measure answered."""

RIGHTS = {
    "objection": N_("right to object (GDPR Art. 21(1))"),
    "direct_marketing_objection": N_("right to object to direct marketing (GDPR Art. 21(2))"),
    "consent_withdrawal": N_("withdrawal of consent (GDPR Art. 7(3))"),
    "consent_refusal": N_("refusal of consent (GDPR Art. 4(11))"),
    "erasure": N_("right to erasure (GDPR Art. 17)"),
    "cancellation": N_("cancellation of a contract"),
    "ccpa_opt_out": N_("opt-out (CCPA)"),
}
"""The right exercised, with its place in the law."""

VERBS = {
    "open": N_("open"),
    "history": N_("browser button"),
    "click": N_("click"),
    "fill": N_("type"),
    "press": N_("press"),
    "choose": N_("choose"),
    "check": N_("tick"),
    "upload": N_("attach"),
    "hover": N_("hover"),
    "drag": N_("drag"),
    "focus": N_("focus"),
    "scroll": N_("scroll"),
    "answer": N_("answer"),
    "wait": N_("wait"),
}
"""What a person does, by the tag of the action."""

DEVICES = {"desktop": N_("desktop"), "phone": N_("phone")}
"""On what the procedure was met."""

ROUTES = {"refuse": N_("Refuse"), "accept": N_("Accept"), "counterfactual": N_("Symmetric design")}
"""The ways through; another route is called by its own name."""

BEARINGS = {"direct": N_("direct"), "by analogy": N_("by analogy")}
"""Whether a text binds the procedure at hand, or one like it."""

DONE = {"recorded": N_("recorded"), "sealed": N_("sealed"), "redacted": N_("redacted")}
"""What was done to the evidence."""

COUNTS = {
    "clicks": N_("Clicks"),
    "screens": N_("Screens"),
    "page_loads": N_("Page loads"),
    "scrolls": N_("Scrolls"),
    "required_fields": N_("Required fields"),
    "required_text_fields": N_("Required text fields"),
    "optional_fields": N_("Optional fields shown"),
    "keystrokes": N_("Keystrokes"),
    "context_switches": N_("Visits to another channel"),
    "words": N_("Words to read"),
}
"""What a route costs, in the order of the table."""

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

TITLES = (
    N_("Clicks to refuse"), N_("Keystrokes to refuse"), N_("Screens to refuse"), N_("Page loads to refuse"),
    N_("Scrolls to refuse"), N_("Required fields"), N_("Required text fields"), N_("Optional fields shown"),
    N_("Words to read"), N_("Options on the busiest screen"), N_("Switches to another channel"),
    N_("Declared waiting"), N_("Asked again after refusing"), N_("Proving again who one is"),
    N_("Depth at which the right is first named"), N_("Refusal hidden in running text"),
    N_("Prominence of the other choice against refusing"),
    N_("Choices made in advance"), N_("Controls out of keyboard reach"), N_("Confusing or pressing words"),
    N_("Estimated time to refuse"), N_("Refusing against accepting"),
)  # fmt: skip
"""The titles of the measures, which bring them in English; a test holds both together."""
