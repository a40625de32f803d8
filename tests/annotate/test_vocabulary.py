"""The word lists of statements: inflection, and what a malformed list of verbs gives."""

from __future__ import annotations

import pytest

from build_tools.annotate.vocabulary import compile_verbs, load_vocabulary
from build_tools.errors import LexiconError


@pytest.mark.parametrize(
    ("words", "lemma", "tenses"),
    [
        ("said", "say", {"past", "participle"}),
        ("denies", "deny", {"present"}),
        ("denied", "deny", {"past", "participle"}),
        ("arguing", "argue", {"ing"}),
        ("stresses", "stress", {"present"}),
        ("pointed out", "point out", {"past", "participle"}),
        ("were concerned", "be concerned", {"present"}),
        ("went on to say", "go on to say", {"past"}),
        ("begged", "beg", {"past", "participle"}),
    ],
)
def test_forms(words: str, lemma: str, tenses: set[str]) -> None:
    form = load_vocabulary().verb_at([*words.split(), "that"], 0)
    assert form is not None
    assert (form.verb.lemma, form.tenses) == (lemma, tenses)


@pytest.mark.parametrize("words", ["think tank", "press conference", "table", "denyed"])
def test_no_verb(words: str) -> None:
    assert load_vocabulary().verb_at(words.split(), 0) is None


@pytest.mark.parametrize(
    ("word", "kind", "plural"),
    [("officials", "unnamed", True), ("spokeswomen", "unnamed", True), ("ministries", "body", True),
     ("mayor", "office", False), ("study", "document", False), ("people", "people", True)],
)
def test_nouns(word: str, kind: str, plural: bool) -> None:
    noun = load_vocabulary().nouns[word]
    assert (noun.kind, noun.plural) == (kind, plural)


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ({"a": {"type": "speech", "frames": ["thaat"], "verbs": ["say"]}}, "no such frame: thaat"),
        (
            {
                "a": {"type": "speech", "frames": ["that"], "verbs": ["say"]},
                "b": {"type": "speech", "frames": ["that"], "verbs": ["tell", "say"]},
            },
            "stands twice: say",
        ),
    ],
)
def test_malformed_verbs(groups: dict, message: str) -> None:
    with pytest.raises(LexiconError, match=message):
        compile_verbs({"groups": groups, "irregular": {}})
