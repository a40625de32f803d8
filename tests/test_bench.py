"""The bench: its throwaway corpora, its measuring and its report."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from build_tools import bench
from build_tools.bench import Cost, Run, measure, report, run_bench
from build_tools.bench_corpus import CorpusSize, frequent_names, make_project
from build_tools.errors import BuildToolsError, SeedError
from build_tools.registry import load_registry
from build_tools.seeds import load_articles
from build_tools.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
TEXTS = {
    "herald_2016-03-01_a-vote.txt": "A vote\n\nAnna Berg said Carl Dahl had won. “No,” said Dahl.\n",
    "herald_2016-03-02_a-vote.txt": "A count: Anna Berg\n\nAnna Berg told reporters to wait.\n",
    "Another Vote!.txt": "# {{ vote }}\n\nThe mayor, Eva Falk, agrees with ANNA BERG.\n",
    "another-vote.txt": "One more\n\nNobody said a word.\n",
}


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return sorted(folder.glob("*.txt"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Berg met Carl Dahl. Anna Berg left.", ["Anna Berg", "Carl Dahl"]),
        ("Carl Dahl met Anna Berg.", ["Anna Berg", "Carl Dahl"]),
        ("Prime Minister Anna Berg", ["Prime Minister Anna Berg"]),
        ("Anna Berg and ANNA BERG and Anna Berg", ["Anna Berg"]),
        ("Anna said that Berg, Carl and Dahl came", []),
        ("Émile Zola and José Martí", ["José Martí"]),
        ("", []),
    ],
)
def test_frequent_names(text: str, names: list[str]) -> None:
    assert frequent_names([text], 10) == names


def test_frequent_names_are_the_most_frequent() -> None:
    assert frequent_names(["Anna Berg, Carl Dahl", "Carl Dahl"], 1) == ["Carl Dahl"]


def test_a_throwaway_project_is_a_valid_one(texts: list[Path], tmp_path: Path) -> None:
    root = tmp_path / "project"
    size = make_project(texts, root, ROOT)
    articles = load_articles(root / "seeds")
    registry = load_registry(root / "seeds", articles)
    assert size == CorpusSize(articles=4, words=37, actors=3)
    assert {article.id: article.date.value for article in articles} == {
        "another-vote": None,
        "another-vote-no-2": None,
        "herald-2016-03-01-a-vote": "2016-03-01",
        "herald-2016-03-02-a-vote": "2016-03-02",
    }
    assert sorted(article.text for article in articles) == sorted(TEXTS.values())
    assert list(registry.entities) == ["anna-berg", "carl-dahl", "eva-falk"]
    assert (root / "build_tools" / "hook.py").is_file()


def test_what_is_no_article_is_left_out(texts: list[Path], tmp_path: Path) -> None:
    texts[0].write_bytes(b"Escape \x1b[0m")
    texts[1].write_bytes(b"caf\xe9")
    texts[2].write_bytes(b" \n")
    root = tmp_path / "project"
    assert make_project(texts, root, ROOT) == CorpusSize(1, words=10, actors=1, left_out=3)
    assert [article.id for article in load_articles(root / "seeds")] == ["herald-2016-03-02-a-vote"]


def test_a_stage_is_charged_with_what_it_took(tmp_path: Path) -> None:
    idle, _ = measure((sys.executable, "-c", "import time; time.sleep(0.3)"), tmp_path)
    held = idle.peak + 10**8
    burn = f"import time\nwhile time.process_time() < 0.3: pass\nx = bytearray({held})\nprint('done')"
    busy, said = measure((sys.executable, "-c", burn), tmp_path)
    assert said == "done\n"
    assert busy.cpu >= 0.3 > idle.cpu
    assert idle.wall >= 0.3
    assert busy.peak >= held


def test_a_stage_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildToolsError, match="failed: no such thing"):
        measure((sys.executable, "-c", "raise SystemExit('no such thing')"), tmp_path)


def test_too_few_texts_are_an_error(tmp_path: Path) -> None:
    for name in "abcdef":
        (tmp_path / f"{name}.txt").write_text("One", "utf-8")
    with pytest.raises(SeedError, match="at least 4 texts"):
        run_bench(Settings.for_root(ROOT), tmp_path, 3)


def test_the_report() -> None:
    def run(articles: int, fixed: float) -> Run:
        costs = {stage: Cost(fixed + 0.01 * articles, 9.0, 50_000_000) for stage in bench.STAGES}
        costs["shell"] = Cost(costs["mkdocs"].cpu / 2, 9.0, 50_000_000)
        costs["corpus"] = Cost(costs["pages"].cpu / 2, 9.0, 50_000_000)
        size = CorpusSize(articles, words=500 * articles, actors=4 * articles)
        return Run(size, 5 * articles, costs, 12_300_000, 2_500_000, articles, 0)

    lines = report([run(100, 1.0), run(200, 1.0), run(400, 2.0)]).splitlines()
    assert lines[0] == "100 articles, 50,000 words, 400 actors, 500 pages"
    assert lines[2].split() == ["annotate", "2.0", "9.0", "50", "50", "25,000", "250"]
    assert "site 12.3 MB, of it search index 2.5 MB" in lines
    assert "mkdocs / empty shell: 2.00; pages and mkdocs / empty shell: 3.00" in lines
    assert "annotated: 400 articles at first, 0 after that" in lines
    assert lines[-8].split() == ["100", "to", "200", "200", "to", "400"]
    assert lines[-7].split() == ["annotate", "10.0", "15.0"]


def test_bench_on_a_few_texts(texts: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "STEPS", (1,))
    told: list[str] = []
    (run,) = run_bench(Settings.for_root(ROOT), texts[0].parent, tell=told.append)
    assert told == ["building 4 articles", "\n" + report([run])]
    assert (run.annotated, run.reannotated) == (4, 0)
    assert run.pages > run.size.articles + run.size.actors
    assert 0 < run.index_bytes < run.site_bytes
    assert all(cost.cpu > 0 for cost in run.costs.values())
