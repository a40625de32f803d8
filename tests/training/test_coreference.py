"""Chains are read from GUM, answers from our own files; weights learn what is right; figures count it."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools.annotate.coreference_ranking import Ranker
from build_tools.annotate.coreference_types import Markable, Pronoun
from build_tools.annotate.sentences import build_pipeline
from build_tools.errors import SeedError
from build_tools.training import coreference_texts
from build_tools.training.conllu import read_documents
from build_tools.training.coreference_fit import Example, examples, fit, fit_all
from build_tools.training.coreference_score import Decision, decisions, figures
from build_tools.training.coreference_texts import (
    TEST, TRAIN, ChainText, registry_of, word_texts,
)
from build_tools.training.gum import gold_names, gold_phrases, read_gum

NLP = build_pipeline()
# “Ada Holm ran. She won the race.”
SENTENCES = (
    ("Ada Holm ran.", (
        ("Ada", "PROPN", "(1-person-new-s-cf1-1,2-coref"), ("Holm", "PROPN", "1)"),
        ("ran", "VERB", ""), (".", "PUNCT", ""),
    )),
    ("She won the race.", (
        ("She", "PRON", "(1-person-giv:act-s-cf1-1-ana)"), ("won", "VERB", ""),
        ("the", "DET", "(2-event-new-s-cf2-2-sgl"), ("race", "NOUN", "2)"), (".", "PUNCT", ""),
    )),
)  # fmt: skip


def written(folder: Path) -> Path:
    """A document of GUM in `folder`, laid out as the corpus is; the file."""
    lines = ["# newdoc id = GUM_news_race"]
    for number, (text, words) in enumerate(SENTENCES, start=1):
        lines += [f"# sent_id = GUM_news_race-{number}", f"# text = {text}"]
        for place, (form, upos, entity) in enumerate(words, start=1):
            misc = f"Entity={entity}" if entity else "_"
            lines.append("\t".join((str(place), form, form, upos, "_", "_", "0", "root", "_", misc)))
        lines.append("")
    file = folder / "documents" / "GUM_news_race.conllu"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "files.dev").write_text("GUM_news_race\n", encoding="utf-8")
    return file


def test_chains(tmp_path: Path) -> None:
    (document,) = read_documents(written(tmp_path))
    phrases = gold_phrases(document)
    told = [(document.text[p.start : p.end], p.chain, p.name) for p in phrases]
    assert told == [("Ada Holm", "1", True), ("She", "1", False), ("the race", "2", False)]
    mentions, registry = gold_names(phrases)
    assert [(document.text[m.start : m.end], m.entity) for m in mentions] == [("Ada Holm", "1")]
    assert registry.entities["1"].kind == "person"


def test_only_some_genres_are_read(tmp_path: Path) -> None:
    written(tmp_path)
    assert [d.id for d in read_gum(tmp_path, "dev", frozenset({"news"}))] == ["GUM_news_race"]
    assert read_gum(tmp_path, "dev", frozenset({"vlog"})) == []


def test_a_chain_is_learnt_and_measured(tmp_path: Path) -> None:
    (document,) = read_documents(written(tmp_path))
    (example,) = examples(ChainText(document, NLP))
    assert (example.group, example.right, len(example.options)) == ("person", [0], 2)
    ranker = Ranker(fit_all([example] * 20, strength=0.1))
    (decided,) = decisions(ChainText(document, NLP), ranker)
    assert decided == Decision("person", named=True, resolved=True, right=True)


def test_fitting_prefers_what_is_right() -> None:
    samples = [Example("it", [["near"], ["far"], []], [0])] * 9
    samples += [Example("it", [["near"], ["far"], []], [2])]
    weights = fit(samples, strength=0.1)
    assert weights["near"] > 0 > weights["far"]


def test_figures() -> None:
    told = figures(
        [
            Decision("it", named=True, resolved=True, right=True),
            Decision("it", named=True, resolved=True, right=False),
            Decision("person", named=False, resolved=False, right=False),
        ]
    )
    assert (told["it"].resolved, told["it"].right, told["it"].precision) == (2, 1, 50.0)
    assert (told["all"].pronouns, told["all"].named, told["they"].precision) == (3, 2, 0.0)


@pytest.mark.parametrize(("name", "texts", "pronouns"), [(TRAIN, 180, 1800), (TEST, 20, 180)])
def test_our_own_answers_fit_their_texts(name: str, texts: int, pronouns: int) -> None:
    read = list(word_texts(name, NLP))
    assert len(read) >= texts
    assert sum(isinstance(step, Pronoun) for text in read for step in text.discourse.walk()) >= pronouns
    covered = 0
    for text in read[:20]:
        for step in text.discourse.walk():
            if isinstance(step, Markable):
                text.discourse.add(step)
            elif any(c.cluster and text.right(step, c.cluster) for c in text.discourse.candidates(step)):
                covered += 1
    assert covered > 80


def test_no_text_is_in_both() -> None:
    def read(name: str) -> set[str]:
        return {text.text for text in word_texts(name, NLP)}

    assert read(TRAIN).isdisjoint(read(TEST))


def test_answers_for_other_pronouns_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in ("wire_test.yml", "wire_pronouns_test.yml"):
        content = (coreference_texts.DATA / file).read_text(encoding="utf-8")
        (tmp_path / file).write_text(content.replace("its:bridge it:bridge", "its:bridge he:bridge"), encoding="utf-8")
    monkeypatch.setattr(coreference_texts, "DATA", tmp_path)
    with pytest.raises(SeedError, match="morrow-bridge: these are not its pronouns"):
        list(word_texts(TEST, NLP))


def test_names_of_a_text() -> None:
    registry = registry_of(
        {"person": ["Ada Holm", "Holm"], "organization": ["Nord Bank", "Nord"], "place": ["Oslund", "Norland"]},
        frozenset({"Norland"}),
    )
    told = {one.name: (one.kind, one.short_names) for one in registry.entities.values()}
    assert told == {
        "Ada Holm": ("person", ("Holm",)),
        "Nord Bank": ("organization", ("Nord",)),
        "Norland": ("state", ()),
        "Oslund": ("place", ()),
    }
