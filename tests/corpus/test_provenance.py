"""Chains: from the source through the speakers around it, the relays and the outlet."""

from __future__ import annotations

from dataclasses import replace

from build_tools.corpus.origins import Reason, origins, origins_among
from build_tools.corpus.provenance import article_chain, carried_relays, statement_chain
from build_tools.corpus.reuse import add_reuse
from build_tools.models import Attribution, Mention, Provenance, RelayStep, Stated
from tests.annotate.registries import registry_of
from tests.corpus.articles import RULE, article

REGISTRY = registry_of(
    {
        "wire": {"kind": "outlet", "name": "Newswire"},
        "courier": {"kind": "outlet", "name": "The Courier"},
        "ada": {"kind": "person", "name": "Ada Holm"},
    }
)
WIRE = RelayStep("wire", "Newswire", "printed", "“told Newswire”")
PART = RelayStep("wire", "Newswire", "printed", "“told Newswire”.", scope="part")
PAPER = RelayStep(None, "an unnamed paper", "inferred", "spelling")
TEXT = "“Go,” Holm told Li, one aide told Newswire."

OUTER = Attribution(
    "s28", ((20, 27),), ((28, 32),), ((0, 18),), "indirect", "unnamed", RULE,
    descriptor="one aide", count=1, relays=("wire",),
)  # fmt: skip
INNER = Attribution(
    "s11", ((6, 10),), ((11, 15),), ((0, 5),), "direct", "named", RULE,
    source_entity="ada", parent="s28",
)  # fmt: skip
BY_ID = {"s28": OUTER, "s11": INNER}


def labels(steps: tuple) -> list[str]:
    return [step.label for step in steps]


def test_a_nested_statement_passes_through_its_outer_speaker() -> None:
    one = article("one", TEXT, outlet="courier", relays=(WIRE, PAPER))
    chain = statement_chain(one, INNER, REGISTRY, BY_ID)
    assert labels(chain) == ["Ada Holm", "one aide", "Newswire", "an unnamed paper", "The Courier"]
    assert [step.role for step in chain] == ["source", "speaker", "relay", "relay", "outlet"]
    assert chain[0].entity == "ada"
    assert chain[3].basis == "inferred"


def test_what_only_an_uncertain_statement_says_may_not_hold() -> None:
    one = article("one", TEXT, outlet="courier")
    chain = statement_chain(one, INNER, REGISTRY, BY_ID, uncertain={"s28"})
    assert labels(chain) == ["Ada Holm", "one aide", "Newswire", "The Courier"]
    assert [step.certain for step in chain] == [True, False, False, True]
    assert statement_chain(one, INNER, REGISTRY, BY_ID, uncertain={"s11"}) == statement_chain(one, INNER, REGISTRY, BY_ID)


def test_a_relay_of_the_whole_article_is_certain_whatever_a_statement_says() -> None:
    one = article("one", TEXT, outlet="courier", relays=(WIRE,))
    chain = statement_chain(one, INNER, REGISTRY, BY_ID, uncertain={"s28"})
    assert labels(chain) == ["Ada Holm", "one aide", "Newswire", "The Courier"]
    assert [step.certain for step in chain] == [True, False, True, True]


def test_a_relay_of_part_of_the_article_is_not_certain() -> None:
    silent = Attribution("s28", (), ((28, 32),), ((0, 18),), "indirect", None, RULE)
    one = article("one", TEXT, outlet="courier", relays=(PART,))
    chain = statement_chain(one, silent, REGISTRY, {})
    assert labels(chain) == ["no source named", "Newswire", "The Courier"]
    assert [step.certain for step in chain] == [True, False, True]
    told = statement_chain(one, OUTER, REGISTRY, BY_ID)
    assert [step.certain for step in told] == [True, True, True]


def test_a_relay_that_another_sentence_prints_is_inferred() -> None:
    other = Attribution("s28", (), ((28, 32),), ((0, 18),), "indirect", None, RULE)
    first = TEXT.index("Newswire")
    named = (Mention(first, first + 8, "name", "organization", "wire", RULE),)
    for text, sentences, mentions, basis in (
        (TEXT, ((0, len(TEXT)),), named, "printed"),
        (TEXT, ((0, 34), (34, len(TEXT))), named, "inferred"),
        (f"{TEXT}\nSource » Newswire", ((0, 34), (34, len(TEXT))), named, "printed"),
    ):
        one = replace(article("one", text, outlet="courier", relays=(WIRE,), mentions=mentions), sentences=sentences)
        step = statement_chain(one, other, REGISTRY, {})[1]
        assert (step.label, step.basis, step.certain) == ("Newswire", basis, True)
        assert ("another statement" in step.why) == (basis == "inferred")
        assert article_chain(one.article, REGISTRY)[0].basis == "printed"


def test_an_unknown_outlet_is_said_to_be_unknown() -> None:
    chain = article_chain(article("one", TEXT).article, REGISTRY)
    assert labels(chain) == ["outlet unknown"]
    assert chain[0].basis == "unknown"


def test_a_circle_of_parents_ends() -> None:
    circle = Attribution("s11", (), ((11, 15),), (), "indirect", None, RULE, parent="s11")
    assert statement_chain(article("one", TEXT), circle, REGISTRY, {"s11": circle})


def test_articles_of_one_relay_have_one_origin() -> None:
    articles = {
        "a": article("a", TEXT, outlet="courier", relays=(WIRE, PAPER)),
        "b": article("b", TEXT, relays=(WIRE,)),
        "c": article("c", TEXT, outlet="courier"),
        "d": article("d", TEXT),
        "e": article("e", TEXT),
    }
    found = origins(articles, articles, REGISTRY)
    assert [origin.articles for origin in found] == [("a", "b"), ("c",), ("d",), ("e",)]
    assert found[0].label == "Newswire"
    assert found[0].reasons == (
        Reason("They go back to a report of Newswire of the same days.", ("a", "b"), shared=False),
    )
    assert found[2].label == "an unknown outlet"


def test_a_sentence_or_a_quotation_makes_no_copies() -> None:
    formula = "He spoke on condition of anonymity because he was not authorized to speak about it in public. "
    own = ["The bridge of the old town is shut from the first of May, " * 12, "The ferry to the island has not run since. " * 12]
    quoted = "“We will close the old bridge in May and open it again in the summer, when all of the bearings are new.”"
    for shared in (formula, quoted):
        made = add_reuse([article("a", shared + own[0]), article("b", shared + own[1])])
        assert made[0].reuse
        found = origins(["a", "b"], {one.article.id: one for one in made}, REGISTRY)
        assert [origin.articles for origin in found] == [("a",), ("b",)]
    made = add_reuse([article("a", quoted), article("b", quoted)])
    assert len(origins(["a", "b"], {one.article.id: one for one in made}, REGISTRY)) == 2


def test_a_shared_passage_makes_one_origin() -> None:
    long = "The council will close the old bridge from the first of May until the bearings are new."
    made = add_reuse([article("a", long, outlet="courier"), article("b", long)])
    found = origins(["a", "b"], {one.article.id: one for one in made}, REGISTRY)
    assert len(found) == 1
    assert found[0].label == "The Courier"
    assert [(reason.articles, reason.shared) for reason in found[0].reasons] == [(("a", "b"), True)]


def test_some_of_the_articles_are_counted_by_the_origins_of_all() -> None:
    long = "The council will close the old bridge from the first of May until the bearings are new."
    other = "Nobody in the whole town had been told of it before the paper came out that morning."
    made = add_reuse([article("a", long), article("b", f"{long}\n{other}"), article("c", other), article("d", "No.")])
    found = origins("abcd", {one.article.id: one for one in made}, REGISTRY)
    assert [origin.articles for origin in found] == [("a", "b", "c"), ("d",)]
    # "a" and "c" share nothing with each other.
    assert [one.articles for one in origins_among(found, ["a", "c"])] == [("a", "b", "c")]


def test_a_publication_that_speaks_itself_is_named_once() -> None:
    report = Attribution(
        "s28", (), ((28, 32),), ((0, 18),), "indirect", "outlet", RULE, source_entity="wire"
    )
    one = article("one", TEXT, outlet="courier", relays=(WIRE,))
    chain = statement_chain(one, report, REGISTRY, {})
    assert [(step.label, step.basis) for step in chain] == [("Newswire", "inferred"), ("The Courier", "printed")]
    inner = replace(INNER, relays=())
    assert labels(statement_chain(one, inner, REGISTRY, {"s28": report})) == ["Ada Holm", "Newswire", "The Courier"]


def test_nobody_passes_on_words_of_their_own() -> None:
    text = "“I fear the worst,” Ada said."
    outer = Attribution("s24", ((20, 23),), ((24, 28),), ((0, 19),), "direct", "named", RULE, source_entity="ada")
    inner = Attribution("s3", ((1, 2),), ((3, 7),), ((8, 17),), "indirect", "named", RULE, source_entity="ada", parent="s24")
    chain = statement_chain(article("one", text), inner, REGISTRY, {"s24": outer})
    assert labels(chain) == ["Ada Holm", "outlet unknown"]


def said(start: int, source: str | None, *relays: str, parent: str | None = None) -> Attribution:
    return Attribution(
        f"s{start}", ((start, start + 1),), ((start, start + 1),), (), "direct", "named", RULE,
        source_entity=source, relays=relays, parent=parent,
    )  # fmt: skip


def test_a_relay_is_carried_to_the_next_statements_of_the_same_source() -> None:
    text = "One line.\nTwo lines.\nThree lines.\nFour.\nFive.\nSix.\nSeven.\nEight."
    starts = [text.index(word) for word in ("One", "Two", "Three", "Four", "Five", "Eight")]
    one = article(
        "one",
        text,
        attributions=(
            said(starts[0], "ada", "wire"),
            said(starts[1], "ada"),
            said(starts[2], "li"),
            said(starts[3], "ada"),
            said(starts[4], "ada", parent="s0"),
            said(starts[5], "ada"),
        ),
    )
    assert carried_relays(one) == {f"s{starts[1]}": ("wire",), f"s{starts[3]}": ("wire",)}
    chain = statement_chain(one, one.attributions[1], REGISTRY, {}, ("wire",))
    assert [(s.label, s.basis) for s in chain][1] == ("Newswire", "inferred")


def test_a_publications_reports_of_other_days_are_other_origins() -> None:
    articles = {
        "a": article("a", TEXT, date="2024-05-01", relays=(WIRE,)),
        "b": article("b", TEXT, date="2024-05-06~", relays=(WIRE,)),
        "c": article("c", TEXT, date="2024-08-01", relays=(WIRE,)),
    }
    assert [origin.articles for origin in origins(articles, articles, REGISTRY)] == [("a", "b"), ("c",)]


def test_a_relay_that_a_curator_entered_is_inferred() -> None:
    entered = replace(OUTER, provenance=Provenance("curated", "one.corrections.yml:3"))
    chain = statement_chain(article("one", TEXT), entered, REGISTRY, {})
    assert [(step.label, step.basis) for step in chain[:2]] == [("one aide", "printed"), ("Newswire", "inferred")]
    start, end = entered.cue[0]
    told = article("one", TEXT, mentions=(Mention(start, end, "name", "organization", "wire", RULE),))
    named = replace(told, sentences=((0, len(TEXT)),))
    chain = statement_chain(named, entered, REGISTRY, {})
    assert [(step.label, step.basis) for step in chain[:2]] == [("one aide", "printed"), ("Newswire", "printed")]


def test_an_origin_has_the_day_of_its_report() -> None:
    articles = {
        "a": article("a", TEXT, date="2024-05-03", relays=(WIRE,)),
        "b": article("b", TEXT, date="2024-05-02", relays=(WIRE,)),
        "c": article("c", TEXT),
    }
    assert [origin.day for origin in origins(articles, articles, REGISTRY)] == ["2024-05-02", None]
    inferred = replace(articles["b"].article, date=Stated("2024-05-02", "inferred", "style"))
    articles["b"] = replace(articles["b"], article=inferred)
    assert origins(articles, articles, REGISTRY)[0].day == "2024-05-02~"
