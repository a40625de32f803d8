"""The word lists of statements, compiled once for the extractors: verbs, nouns, word classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from build_tools.errors import LexiconError
from build_tools.lexicon import load_lexicon

Tense = Literal["base", "present", "past", "participle", "ing"]
NounClass = Literal["unnamed", "people", "body", "office", "document", "outlet"]

# What may stand around a reporting verb; `reporting_verbs.yml` tells what each means.
FRAMES = frozenset(
    (
        "that", "clause", "document-clause", "quote", "after", "inverted", "inverted-plain", "to",
        "noun", "noun-to", "noun-of", "noun-as", "noun-quoted", "gerund", "ask", "of", "about",
        "against", "for",
    )
)
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb; the fields are those of `reporting_verbs.yml`."""

    lemma: str
    frames: frozenset[str]
    type: str
    addressee: str = "never"
    addressee_to: bool = False
    denial: bool = False


@dataclass(frozen=True, slots=True)
class VerbForm:
    """An inflected reporting verb: its words in lower case, and what they can be."""

    words: tuple[str, ...]
    verb: Verb
    tenses: frozenset[Tense]

    @property
    def finite(self) -> bool:
        """Whether it can stand alone after its subject."""
        return not self.tenses.isdisjoint(("base", "present", "past"))


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that can head a source."""

    kind: NounClass
    plural: bool


@dataclass(frozen=True)
class Vocabulary:
    """All word lists that the attribution extractor uses.

    Attributes:
        verbs: By their first word, the longest form first.
        finite: First words of finite verb forms that are no nouns.
        nouns: By lower-case form, singular and plural; of several words too.
        numbers: Counting words and their value.
        number_phrases: The same of several words each.
        words: The closed classes of `function_words.yml`, by name.
        quantities, measures, groups, alone, affiliation, reasons, everybody, approximations: The lists
            of `unnamed_sources.yml` under these names.
        anonymity: Phrases that say a source stays unnamed, as words.
        silence: The parts of `non_responses.yml`, each phrase as words.
        silence_openers: The first words of those phrases.
        pauses: Adverbs that may stand inside such a phrase.
        compounds: Words that look like a cue, with the words after which they are a noun.
        headline: Words that give a source in a headline by themselves.
    """

    verbs: dict[str, tuple[VerbForm, ...]]
    finite: frozenset[str]
    nouns: dict[str, Noun]
    numbers: dict[str, int]
    number_phrases: dict[tuple[str, ...], int]
    quantities: frozenset[str]
    measures: frozenset[str]
    groups: frozenset[str]
    alone: frozenset[str]
    affiliation: frozenset[str]
    anonymity: tuple[tuple[str, ...], ...]
    reasons: frozenset[str]
    everybody: frozenset[str]
    approximations: tuple[tuple[str, ...], ...]
    words: dict[str, frozenset[str]]
    silence: dict[str, tuple[tuple[str, ...], ...]]
    silence_openers: frozenset[str]
    pauses: frozenset[str]
    headline: frozenset[str]
    compounds: dict[str, list[str]]

    def verb_at(self, lower: list[str], index: int) -> VerbForm | None:
        """The longest reporting verb whose words start at `index`, None where there is none."""
        following = lower[index + 1] if index + 1 < len(lower) else ""
        if following in self.compounds.get(lower[index], ()):
            return None
        for form in self.verbs.get(lower[index], ()):
            end = index + len(form.words)
            if len(form.words) == 1 or tuple(lower[index:end]) == form.words:
                return form
        return None

    def is_past(self, word: str) -> bool:
        """Whether a word in small letters may be a verb in the past by its look."""
        return word in self.words["past_verbs"] or word.endswith("ed")


@cache
def load_vocabulary() -> Vocabulary:
    """The lists that ship with the program.

    Raises:
        LexiconError: If one of them is malformed, names a frame that does not exist, or gives a
            verb twice.
    """
    unnamed = load_lexicon("unnamed_sources")
    silence = load_lexicon("non_responses")
    verbs = compile_verbs(load_lexicon("reporting_verbs"))
    nouns = _nouns(unnamed, load_lexicon("source_nouns"))
    return Vocabulary(
        verbs=verbs,
        finite=frozenset(
            word for word, forms in verbs.items()
            if word not in nouns and any(form.finite for form in forms)
        ),
        nouns=nouns,
        numbers=unnamed["numbers"],
        number_phrases={
            tuple(phrase.split()): value for phrase, value in unnamed["number_phrases"].items()
        },
        quantities=frozenset(unnamed["quantities"]),
        measures=frozenset(unnamed["measures"]),
        groups=frozenset(unnamed["groups"]),
        alone=frozenset(unnamed["alone"]),
        affiliation=frozenset(unnamed["affiliation"]),
        anonymity=_phrases(unnamed["anonymity"]),
        reasons=frozenset(unnamed["reasons"]),
        everybody=frozenset(unnamed["everybody"]),
        approximations=_phrases(unnamed["approximations"]),
        words={name: frozenset(words) for name, words in load_lexicon("function_words").items()},
        silence={name: _phrases(silence[name]) for name in ("verbs", "objects", "alone")},
        silence_openers=frozenset(
            phrase.split()[0] for name in ("verbs", "alone") for phrase in silence[name]
        ),
        pauses=frozenset(silence["between"]),
        headline=frozenset(unnamed["headline"]),
        compounds=load_lexicon("source_nouns")["compounds"],
    )


def _phrases(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Phrases as words, the longest first."""
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=len, reverse=True))


def compile_verbs(lexicon: dict) -> dict[str, tuple[VerbForm, ...]]:
    """The forms of all verbs of a lexicon like `reporting_verbs.yml`, by their first word.

    Raises:
        LexiconError: For a frame that does not exist, or a verb in two groups.
    """
    found: dict[tuple[str, ...], tuple[Verb, set[Tense]]] = {}
    seen: set[str] = set()
    for name, group in lexicon["groups"].items():
        unknown = set(group["frames"]) - FRAMES
        twice = seen & set(group["verbs"])
        seen.update(group["verbs"])
        if unknown or twice:
            message = f"no such frame: {min(unknown)}" if unknown else f"stands twice: {min(twice)}"
            raise LexiconError(message, file="reporting_verbs.yml", entry=f"groups.{name}")
        for lemma in group["verbs"]:
            verb = Verb(
                lemma,
                frozenset(group["frames"]),
                group["type"],
                group.get("addressee", "never"),
                group.get("addressee-to", False),
                group.get("denial", False),
            )
            first, *rest = lemma.split()
            for word, tense in _inflect(first, lexicon["irregular"].get(first)):
                words = (word, *rest)
                found.setdefault(words, (verb, set()))[1].add(tense)
    by_first: dict[str, list[VerbForm]] = {}
    for words, (verb, tenses) in found.items():
        by_first.setdefault(words[0], []).append(VerbForm(words, verb, frozenset(tenses)))
    return {
        first: tuple(sorted(forms, key=lambda form: len(form.words), reverse=True))
        for first, forms in by_first.items()
    }


def _inflect(lemma: str, irregular: list[str] | None) -> list[tuple[str, Tense]]:
    """The forms of a verb: base, third person, past, participle, -ing."""
    if irregular is None:
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        past = f"{stem}ed"
        if lemma.endswith("y") and lemma[-2] not in _VOWELS:
            past = f"{lemma[:-1]}ied"
        irregular = [plural(lemma), past, past, f"{stem}ing"]
    present, past, participle, ing, *others = irregular
    forms: list[tuple[str, Tense]] = [
        (lemma, "base"), (present, "present"), (past, "past"),
        (participle, "participle"), (ing, "ing"),
    ]
    return forms + [(word, "present") for word in others]


def plural(noun: str) -> str:
    """The regular plural of a noun, which is also a verb's third person."""
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return f"{noun[:-1]}ies"
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return f"{noun}es"
    return f"{noun}s"


def _nouns(unnamed: dict, nouns: dict) -> dict[str, Noun]:
    lists: tuple[tuple[NounClass, list[str]], ...] = (
        ("people", unnamed["people"]),
        ("document", nouns["documents"]),
        ("body", nouns["bodies"]),
        ("outlet", nouns["outlets"]),
        ("office", nouns["offices"]),
        ("unnamed", unnamed["heads"]),
    )
    plurals = unnamed["plurals"] | nouns["plurals"]
    found: dict[str, Noun] = {}
    for kind, words in lists:
        for word in words:
            found[word] = Noun(kind, plural=False)
            found[plurals.get(word, plural(word))] = Noun(kind, plural=True)
    return found
