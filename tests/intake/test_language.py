"""English is told from other languages by its function words."""

from __future__ import annotations

import pytest

from build_tools.intake.language import closed_class_words, unlike_english
from tests.intake.news import GERMAN, TEXT

DANISH = """Byrådet har udsat sin beslutning om færgen til juni, sagde to embedsmænd i mandags, efter at en rapport
havde advaret om, at den vestlige mole ikke kan klare en vinter til. ”Vi sender ikke folk over en mole, som vi
ikke stoler på,” sagde formanden til avisen. Rederiet afviste, at dets skibe havde beskadiget molen, og sagde, at
de altid har holdt den fart, som havnefogeden satte."""
RUSSIAN = "Городской совет отложил решение о пароме до июня, сообщили в понедельник два чиновника. " * 5


@pytest.mark.parametrize("text", [GERMAN, DANISH, RUSSIAN], ids=["German", "Danish", "Russian"])
def test_another_language_is_told(text: str) -> None:
    share = unlike_english(text)
    assert share is not None
    assert 0 <= share < 0.15


@pytest.mark.parametrize(
    "text",
    [TEXT, TEXT.upper(), TEXT.replace("'", "’"), "Ein kurzer Text sagt zu wenig.", "", "1,200 3,400 " * 40],
    ids=["news", "capitals", "typography", "short", "empty", "figures"],
)
def test_english_and_what_is_too_short_to_tell(text: str) -> None:
    assert unlike_english(text) is None


def test_function_words_are_lower_case() -> None:
    assert {"the", "of", "has", "not"} <= closed_class_words()
    assert all(word == word.lower() for word in closed_class_words())
