"""A description is marked with the language it is in: that of its own words, not of what it quotes nor of addresses."""

import pytest

from analyzer.reports.languages import Piece
from analyzer.reports.prose import written_in


@pytest.mark.parametrize(("words", "told"), [
    ("erste-zeitung.example, zweite-zeitung.example, dritte-seite.example (2025, in German)", "en"),
    ("« Nous nous appuierons désormais sur la base légale de nos intérêts »; here in the present tense.", "en"),
    ('The announcement\'s words: "Erfahre, wie wir deine Informationen im Zuge der Verbesserung verwenden"', "en"),
    ("« Découvrez comment nous utiliserons vos informations à mesure que nous améliorons l'IA »", "fr"),
    ("Je publie des photos de mes proches, qui ne veulent pas servir à entraîner une IA.", "fr"),
])  # fmt: skip
def test_a_description_is_in_the_language_of_its_own_words(words: str, told: str) -> None:
    assert written_in(Piece(words, "english")) == told
    assert written_in(Piece(words, "service")) == ""
