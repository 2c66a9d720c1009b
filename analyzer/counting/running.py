"""What a control in running text is: a link in a sentence, or something else that merely stands between words."""

from analyzer.model import Control

_ONE_LINE = 1.6
"""Height of a line of words, in font sizes, beyond which a button has a body of its own; a counting rule."""


def is_link_in_text(control: Control) -> bool:
    """Return whether a control is a link inside running text, or looks and acts like one there.

    A button looks like a link where nothing is drawn around its words: no edge, and a box no higher than their line. A
    button with an edge or a body, a box and a field are seen as what they are though words stand beside them; so is
    each button whose styles were not looked at.
    """
    return control.inline and (control.role == "link" or (control.role == "button" and _is_bare(control)))


def _is_bare(control: Control) -> bool:
    if control.background is None or control.font_size is None or not control.box.height:
        return False
    return control.border == control.background and control.box.height <= _ONE_LINE * control.font_size
