"""Negations tie a knot only where they meet a refusal in one scope."""

from analyzer.wording.rules import findings
from tests.tables import for_each


def knots(text: str, language: str) -> list[str]:
    return [span.quote for span in findings(text, language) if span.rule == "negated_refusal"]


@for_each(
    ("language", "text", "expected"),
    [
        ("en", "You consent unless you have disabled this.", ["unless you have disabled"]),
        ("en", "We will not stop until you write to us.", ["not stop"]),
        ("en", "Never decline without asking.", ["Never decline without"]),
        ("en", "If you do not want this, you can object.", []),
        ("en", "You can object, but this does not delete anything.", []),
        ("en", "You do not pay. You can refuse.", []),
        ("en", "We do not do anything without your consent.", []),
        ("en", "You can refuse because nobody forces you.", []),
        ("en", "If you would not like to hear from us, untick this.", ["not like to hear from us, untick"]),
        ("en", "Refusing means that you do not get alerts.", []),
        ("en", "You have opted out of not receiving mail.", ["opted out of not"]),
        ("en", "It is not possible to refuse.", []),
        ("en", "It is not possible to refuse without closing your account.", ["not possible to refuse without"]),
        ("en", "Silence means consent.", ["Silence means consent"]),
        ("fr", "Vous ne pouvez pas refuser.", []),
        ("fr", "Je ne veux plus m'opposer.", ["ne veux plus m'opposer"]),
        ("fr", "Vous ne pouvez refuser que par courrier.", []),
        ("fr", "J'veux pas refuser.", ["pas refuser"]),
        ("fr", "Si vous ne voulez pas de cookies, refusez.", []),
        ("fr", "Nous n'utilisons jamais rien sans accord.", []),
    ],
)
def test_a_knot_needs_a_refusal_and_a_negation_in_one_scope(language: str, text: str, expected: list[str]) -> None:
    assert knots(text, language) == expected
