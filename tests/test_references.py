"""A text is direct only for the right it is about, and only where it binds."""

from analyzer import references
from analyzer.model import FlowIdentity, Right
from analyzer.references import EEA, cited
from analyzer.reports import english
from tests.tables import for_each
from tests.walks import flow_with


def flow(right: Right, country: str) -> FlowIdentity:
    return flow_with(right=right, country=country)


@for_each("country", ["US", "BR", "GB", "CH"])
def test_european_law_is_an_analogy_outside_of_europe(country: str) -> None:
    hooks = (references.FACILITATE, references.BROUGHT_TO_ATTENTION, references.PRIVACY_MAZE)
    assert {one.bearing for one in cited(flow("objection", country), *hooks)} == {"by analogy"}
    assert english.right_in("objection", country) == "right to object (by analogy with GDPR Art. 21(1))"


@for_each("country", sorted(EEA))
def test_european_law_is_direct_in_europe_for_the_right_it_is_about(country: str) -> None:
    assert cited(flow("objection", country), references.FACILITATE)[0].bearing == "direct"
    assert cited(flow("cancellation", country), references.FACILITATE)[0].bearing == "by analogy"
    assert english.right_in("objection", country) == "right to object (GDPR Art. 21(1))"


def test_a_national_text_is_direct_in_its_country_only() -> None:
    assert cited(flow("consent_refusal", "FR"), references.CNIL_AS_EASY)[0].bearing == "direct"
    assert cited(flow("consent_refusal", "DE"), references.CNIL_AS_EASY)[0].bearing == "by analogy"


def test_without_a_flow_nothing_is_direct() -> None:
    assert cited(None, references.FACILITATE)[0].bearing == "by analogy"
