"""The regular expressions of date expressions, built once from `lexicons/dates.yml`.

Every repetition in them is bounded, so that a search costs time linear in the length of the text.
Between two words stand one to three spaces of any kind, never a line break. Where a pattern has a
group `span`, that is the date expression; what lies around it is only looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from build_tools.lexicon import load_lexicon

_WORD = re.compile(r"[^\W\d_]+|[0-9]+")
_SPACE = r"[^\S\r\n]{1,3}"
# A figure does not begin inside a word, a sum of money, a path or another figure.
_NUMBER_START = r"(?<![\w$€£#/.,:–-])"
_MAYBE_BETWEEN = rf"(?:(?P<between>[Bb]etween){_SPACE}|(?<!\w))"
_FROM_OR_BETWEEN = rf"(?<!\w)(?:(?P<between>[Bb]etween)|[Ff]rom){_SPACE}"
# "and" joins a range only behind "between".
_TO = (
    rf"(?(between){_SPACE}and{_SPACE}"
    rf"|(?:[^\S\r\n]?[-–—][^\S\r\n]?|{_SPACE}(?:to|through|until|till){_SPACE}))"
)
_END_OF_CLAUSE = r"(?=[^\S\r\n]?(?:[,.;:!?)”\"’'–—]|$)|[^\S\r\n](?:and|but)\b)"


@dataclass(frozen=True, slots=True)
class DateWords:
    """What the words of a match mean. Keys are lower case, with single spaces.

    Attributes:
        months, weekdays: Number, from 1.
        numbers: Value.
        units: Singular ("weeks" -> "week").
        lexicon: The whole of `dates.yml`.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    units: dict[str, str]
    lexicon: dict

    def number(self, text: str) -> int | None:
        """The value of "12", "twelve" or "twenty-one"; None for another text."""
        text = plain(text)
        if text.isdecimal():
            return int(text)
        if text in self.numbers:
            return self.numbers[text]
        tens, _, ones = text.replace("-", " ").partition(" ")
        if tens in self.numbers and ones in self.numbers:
            return self.numbers[tens] + self.numbers[ones]
        return None


def plain(text: str) -> str:
    """Lower case with single spaces, without a full stop at the end."""
    return " ".join(text.split()).lower().rstrip(".")


@cache
def date_words() -> DateWords:
    """The meanings of the words of dates.

    Raises:
        LexiconError: If `dates.yml` cannot be used.
    """
    lexicon = load_lexicon("dates")
    return DateWords(
        months=_numbered(lexicon["months"]),
        weekdays=_numbered(lexicon["weekdays"]),
        numbers={**lexicon["numbers"], **lexicon["tens"]},
        units={form: unit for unit, forms in lexicon["units"].items() for form in forms},
        lexicon=lexicon,
    )


def _numbered(entries: dict) -> dict[str, int]:
    return {
        name.lower(): entry["number"]
        for full, entry in entries.items()
        for name in (full, *entry["short"])
    }


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of these phrases, the longest first."""
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    escaped = (re.escape(phrase).replace("\\ ", _SPACE).replace("'", "['’]") for phrase in ordered)
    return f"(?:{'|'.join(escaped)})"


def word_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """The same as whole words, without regard to case."""
    return re.compile(rf"(?<!\w){any_of(phrases)}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DatePattern:
    """One kind of date expression.

    Attributes:
        name: What it is called in the provenance of a date.
        regex: Its pattern.
        cues: Words of which one stands in every match; see `cue_words`.
    """

    name: str
    regex: re.Pattern[str]
    cues: frozenset[str]


@cache
def date_patterns() -> tuple[DatePattern, ...]:
    """The kinds of expression; of two equally long, the first one counts.

    Raises:
        LexiconError: If `dates.yml` cannot be used.
    """
    lexicon = load_lexicon("dates")
    cues = _cues(lexicon)
    sources = {**_calendar_dates(lexicon), **_years(lexicon), **_relative_dates(lexicon)}
    return tuple(
        DatePattern(name, re.compile(source), frozenset(cues[name]))
        for name, source in sources.items()
    )


def cue_words(line: str) -> set[str]:
    """The words of a line in lower case, with a 0 for each figure, so that 2024 is "0000"."""
    words = _WORD.findall(line.lower())
    return {"0" * len(word) if word.isdecimal() else word for word in words}


def _cues(lexicon: dict) -> dict[str, set[str]]:
    """Pattern -> words of which one stands in its every match, so that a search is worth it."""
    months = {name.lower() for name in (*lexicon["months"], *_short_forms(lexicon["months"]))}
    units = {form for forms in lexicon["units"].values() for form in forms}
    year = {"0000"}
    return {
        "iso": year,
        "slashed": year,
        "fixed": {"0"},
        "day_range": months,
        "day_first_range": months,
        "month_range": months,
        "month_day": months,
        "day_month": months,
        "month": months,
        "weekday": {name.lower() for name in lexicon["weekdays"]},
        "season": set(lexicon["seasons"]),
        "year_range": year,
        "year_span": year,
        "year": year,
        "decade": {"0000", "00"},
        "century": {"century"},
        "period": {*units, "weekend"},
        "weekend": {"weekend"},
        "window": set(lexicon["windows"]),
        "deictic": {phrase.split()[-1] for phrase in lexicon["deictic"]},
        "ago": {"ago"},
        "shifted": set(lexicon["shifts"]),
        "neighbour": units,
        "vague": set(lexicon["vague_periods"]),
        "duration": units,
    }


def _calendar_dates(lexicon: dict) -> dict[str, str]:
    """Days and months, alone and as ranges."""
    full = list(lexicon["months"])
    short = _short_forms(lexicon["months"])
    long, brief = (any_of([*names, *(name.upper() for name in names)]) for names in (full, short))
    which, part, tail = _which(lexicon), _part(lexicon), _year_tail(lexicon)
    position = rf"(?i:{any_of(lexicon['positions'])}{_SPACE})?"

    def day(name: str, behind: str = _not_counted(lexicon)) -> str:
        return rf"(?P<{name}>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?!\w|[.,:/][0-9]|%){behind}"

    def month(name: str) -> str:
        return rf"(?P<{name}>{long}|(?P<{name}_short>{brief}))(?!\w)(?({name}_short)\.?)"

    def weekday(name: str) -> str:
        names = any_of([*lexicon["weekdays"], *_short_forms(lexicon["weekdays"])])
        return rf"(?:(?P<{name}>{names})\.?,?{_SPACE})?"

    first_year = rf"(?:,?{_SPACE}{_year('first_year', lexicon)},?)?"
    return {
        "iso": (
            rf"{_NUMBER_START}(?P<year>[12][0-9]{{3}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
            r"(?![\w/-]|\.[0-9])"
        ),
        "slashed": (
            rf"{_NUMBER_START}(?P<first>[0-9]{{1,2}})/(?P<second>[0-9]{{1,2}})/"
            r"(?P<year>[12][0-9]{3})(?![\w/-])"
        ),
        "fixed": rf"{_NUMBER_START}(?P<name>{any_of(lexicon['fixed'])})(?![\w/-])",
        "day_range": (
            rf"{_MAYBE_BETWEEN}(?P<span>{weekday('weekday')}{month('month')}{_SPACE}{day('day')}"
            rf"{first_year}{_TO}(?:{weekday('weekday2')}{month('month2')}{_SPACE})?"
            rf"{day('day2')}{tail})"
        ),
        "day_first_range": (
            rf"{_MAYBE_BETWEEN}(?P<span>{_NUMBER_START}{day('day', '')}{_TO}"
            rf"{day('day2', '')}{_SPACE}{month('month')}{tail})"
        ),
        "month_range": (
            rf"{_FROM_OR_BETWEEN}(?P<span>{month('month')}{first_year}{_TO}{month('month2')}{tail})"
        ),
        "month_day": (
            rf"(?<!\w){weekday('weekday')}(?:(?P<which>{which}){_SPACE})?{month('month')}{_SPACE}"
            rf"(?:the{_SPACE})?{day('day')}{tail}"
        ),
        "day_month": (
            rf"{_NUMBER_START}{weekday('weekday')}(?P<the>[Tt]he{_SPACE})?{day('day', '')}"
            rf"(?:{_SPACE}of)?{_SPACE}{month('month')}{tail}"
        ),
        "month": (
            rf"(?<!\w)(?i:{part})?(?:(?i:(?P<which>{which})){_SPACE})?"
            rf"(?P<month>(?:{any_of(full)}|(?P<short>{any_of(short)}))(?!\w))(?(short)\.?){tail}"
        ),
        "weekday": (
            rf"(?<!\w){position}(?:(?i:(?P<which>{which})){_SPACE})?"
            rf"(?P<weekday>{any_of(lexicon['weekdays'])})(?!\w)"
            rf"(?:{_SPACE}{any_of(lexicon['times_of_day'])}(?!\w))?"
            rf"(?:{_SPACE}of{_SPACE}(?P<week>{which}){_SPACE}week(?!\w))?"
        ),
        "season": (
            rf"(?<!\w)(?i:(?:the{_SPACE}|(?P<which>{which}){_SPACE})?{part}?"
            rf"(?P<season>{any_of(lexicon['seasons'])})(?!\w)){tail}"
        ),
    }


def _years(lexicon: dict) -> dict[str, str]:
    """Years, decades and centuries."""
    part = _part(lexicon)
    the = rf"{_NUMBER_START}(?:[Tt]he{_SPACE})?(?i:{part})?"
    return {
        "year_range": (
            rf"{_NUMBER_START}(?P<year>[12][0-9]{{3}})[-–](?P<year2>[12][0-9]{{3}}|[0-9]{{1,2}})"
            rf"(?!\w|[-–/.,][0-9]|%){_not_counted(lexicon)}"
        ),
        "year_span": (
            rf"{_FROM_OR_BETWEEN}(?P<span>{_year('year', lexicon)}{_TO}{_year('year2', lexicon)})"
        ),
        "year": (
            rf"{_NUMBER_START}(?i:{part})?(?:(?:pre|post)-)?(?P<digits>{_year('year', lexicon)})"
        ),
        "decade": rf"{the}(?:(?P<decade>[12][0-9]{{2}}0)['’]?|['’‘](?P<short>[3-9]0))s(?!\w)",
        "century": (
            rf"{the}(?P<century>[0-9]{{1,2}})(?:st|nd|rd|th)(?:{_SPACE}|-)"
            rf"[Cc]entury(?!\w|{_SPACE}[A-Z])"
        ),
    }


def _relative_dates(lexicon: dict) -> dict[str, str]:
    """What is counted from the day of the report, or from a date named before."""
    which, part = _which(lexicon), _part(lexicon)
    units = lexicon["units"]
    unit = rf"(?P<unit>{any_of(form for forms in units.values() for form in forms)})"
    plurals = any_of(forms[-1] for forms in units.values())
    exact = (
        rf"{any_of(lexicon['tens'])}(?:[- ]{any_of(lexicon['numbers'])})?"
        rf"|{any_of(lexicon['numbers'])}|[0-9]{{1,3}}"
    )
    amount = (
        rf"(?:(?P<about>{any_of(lexicon['approximate'])}){_SPACE})?"
        rf"(?:(?P<number>{exact})|{any_of(lexicon['vague_numbers'])}){_SPACE}"
    )
    some_units = rf"(?:{amount}{unit}|{plurals})"
    clause_end_shifts = lexicon["clause_end_shifts"]
    shift = (
        rf"(?P<shift>{any_of(set(lexicon['shifts']) - set(clause_end_shifts))}(?!\w|-|{_SPACE}than)"
        rf"|{any_of(clause_end_shifts)}(?!\w){_END_OF_CLAUSE})"
    )
    not_of = rf"(?!\w|-|{_SPACE}of(?!\w))"
    bodies = {
        "period": (
            rf"(?:{part}|{any_of(lexicon['positions'])}{_SPACE})?(?P<which>{which}){_SPACE}"
            rf"(?P<unit>week|month|year|decade|century|weekend){not_of}"
        ),
        "weekend": rf"(?:over|during){_SPACE}(?P<span>the{_SPACE}weekend){not_of}",
        "window": (
            rf"(?P<the>(?:the|these|this){_SPACE})?(?P<window>{any_of(lexicon['windows'])}){_SPACE}"
            rf"(?P<amount>{amount})?{unit}{not_of}"
        ),
        "deictic": (
            rf"(?P<word>{any_of(lexicon['deictic'])})(?!\w)"
            rf"(?:{_SPACE}{any_of(lexicon['times_of_day'])}(?!\w))?"
        ),
        "ago": rf"{some_units}(?P<half>{_SPACE}and{_SPACE}a{_SPACE}half)?{_SPACE}ago(?!\w)",
        "shifted": rf"{some_units}{_SPACE}{shift}",
        "neighbour": (
            rf"the{_SPACE}(?:(?P<unit>day|week|month|year){_SPACE}"
            rf"(?P<shift>{any_of(clause_end_shifts)})(?!\w){_END_OF_CLAUSE}"
            rf"|(?P<neighbour>{any_of(lexicon['neighbours'])}|next(?={_SPACE}day)){_SPACE}"
            rf"(?P<unit2>day|week|month|year){not_of})"
        ),
        "vague": rf"(?:the{_SPACE})?{any_of(lexicon['vague_periods'])}{_SPACE}{plurals}(?!\w)",
        "duration": (
            rf"{any_of(lexicon['durations'])}{_SPACE}"
            rf"(?P<span>(?:(?:many|several){_SPACE})?{plurals})"
            rf"(?!\w|-|{_SPACE}(?:of|to{_SPACE}come|ago|{any_of(lexicon['shifts'])})(?!\w))"
        ),
    }
    return {name: rf"(?i:(?<!\w){body})" for name, body in bodies.items()}


def _which(lexicon: dict) -> str:
    return any_of(lexicon["which"])


def _part(lexicon: dict) -> str:
    return rf"(?:(?P<part>{any_of(lexicon['parts'])})(?:{_SPACE}|-))"


def _not_counted(lexicon: dict) -> str:
    """Looks ahead for a noun that makes the number before it a count."""
    return rf"(?!{_SPACE}{any_of(lexicon['counted'])}(?!\w))"


def _year(name: str, lexicon: dict) -> str:
    return rf"(?P<{name}>[12][0-9]{{3}})(?!\w|[.,/][0-9]|%){_not_counted(lexicon)}"


def _year_tail(lexicon: dict) -> str:
    """The year behind a month or a day, in figures or counted ("of last year")."""
    return (
        rf"(?:,?(?:{_SPACE}of)?{_SPACE}{_year('year', lexicon)}"
        rf"|(?:{_SPACE}of)?{_SPACE}(?P<relative_year>{_which(lexicon)}|that|the{_SPACE}same)"
        rf"{_SPACE}year(?!\w))?"
    )


def _short_forms(entries: dict) -> list[str]:
    return [name for entry in entries.values() for name in entry["short"]]
