"""Which words belong to a field, and what marks it as required."""

from bs4.element import Tag

from analyzer.dom.flat import FRAMES, attr, is_shadow, tidy, words_of
from analyzer.dom.needed import has_asterisk, is_claimed, stated, without_asterisk


class Fields:
    """The fields of a page with their labels; ids and labels hold within one document or shadow root (a scope)."""

    def __init__(self, soup: Tag) -> None:
        self._scopes: dict[int, int] = {}
        self._ids: dict[tuple[int, str], Tag] = {}
        self._labels: dict[tuple[int, str], list[Tag]] = {}
        self._radios: dict[tuple[int, int, str], list[Tag]] = {}
        self._errors: dict[int, list[Tag]] = {}
        for tag in soup.find_all():
            parent = tag.parent
            outer = self._scopes.get(id(parent), 0)
            opens = parent is not None and (parent.name in FRAMES or is_shadow(parent))
            scope = id(parent) if opens else outer
            self._scopes[id(tag)] = scope
            self._file(tag, scope)

    def _file(self, tag: Tag, scope: int) -> None:
        if tag.has_attr("id"):
            self._ids.setdefault((scope, attr(tag, "id")), tag)
        if tag.name == "label" and tag.has_attr("for"):
            self._labels.setdefault((scope, attr(tag, "for")), []).append(tag)
        if tag.name == "input" and attr(tag, "type").lower() == "radio":
            self._radios.setdefault(self._group_key(tag, scope), []).append(tag)
        if attr(tag, "role") == "alert" or "error" in attr(tag, "class").lower():
            self._errors.setdefault(scope, []).append(tag)

    def label_of(self, tag: Tag) -> str:
        """Return the words that label the field: ``aria-labelledby``, its labels, ``aria-label``; "" where none do."""
        referred = " ".join(words_of(other) for other in self._referred(tag, "aria-labelledby"))
        labels = " ".join(words_of(label) for label in self._labels_of(tag))
        return tidy(referred) or tidy(labels) or tidy(attr(tag, "aria-label"))

    def required_mark(self, tag: Tag) -> str:
        """Return by what a person or a program can tell that the field is required; see ``Dom.required_mark``."""
        return self._marked_in_code(tag) or self._marked_in_words(tag) or self._complaint(tag)

    def _marked_in_code(self, tag: Tag) -> str:
        group = self._group(tag)
        if any(other.has_attr("required") for other in group):
            return "required"
        return "aria-required" if any(attr(other, "aria-required").lower() == "true" for other in group) else ""

    def _marked_in_words(self, tag: Tag) -> str:
        for words in (self.label_of(tag), _legend(tag)):
            if has_asterisk(words):
                return "asterisk in the label"
            if mark := stated(words):
                return mark
        if _is_invalid(tag):
            return ""
        return next((mark for hint in self._referred(tag, "aria-describedby") if (mark := stated(words_of(hint)))), "")

    def _complaint(self, tag: Tag) -> str:
        """Return the error message that says the field is needed: referred to, beside it, or naming its label."""
        name = without_asterisk(self.label_of(tag)).casefold()
        messages = [words_of(other) for other in self._referred(tag, "aria-errormessage")]
        messages += [words_of(other) for other in self._referred(tag, "aria-describedby")]
        for error in self._errors.get(self._scopes[id(tag)], []):
            words = words_of(error)
            if error.parent is tag.parent or (name and name in words.casefold()):
                messages.append(words)
        return next((f"error message: {words}" for words in messages if is_claimed(words)), "")

    def _referred(self, tag: Tag, attribute: str) -> list[Tag]:
        scope = self._scopes[id(tag)]
        return [self._ids[scope, name] for name in attr(tag, attribute).split() if (scope, name) in self._ids]

    def _labels_of(self, tag: Tag) -> list[Tag]:
        scope = self._scopes[id(tag)]
        named = self._labels.get((scope, attr(tag, "id")), []) if tag.has_attr("id") else []
        around = tag.find_parent("label")
        return [*named, around] if around is not None and not around.has_attr("for") else named

    def _group(self, tag: Tag) -> list[Tag]:
        """Return the field itself, or all radio buttons of its group, of which one choice is required or none."""
        return self._radios.get(self._group_key(tag, self._scopes[id(tag)]), [tag]) if attr(tag, "name") else [tag]

    def _group_key(self, tag: Tag, scope: int) -> tuple[int, int, str]:
        return scope, id(tag.find_parent("form")), attr(tag, "name")


def _legend(tag: Tag) -> str:
    """Return the legend of a group of boxes or radio buttons; it labels each of them."""
    fieldset = tag.find_parent("fieldset") if attr(tag, "type").lower() in ("radio", "checkbox") else None
    legend = fieldset.find("legend") if fieldset is not None else None
    return words_of(legend) if isinstance(legend, Tag) else ""


def _is_invalid(tag: Tag) -> bool:
    return attr(tag, "aria-invalid").lower() not in ("", "false")
