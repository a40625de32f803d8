"""The repository itself: lock files, workflows, licence, seeds and the form of every file.

Each check is a function over texts or paths that returns what is wrong, so that a test can also
show that it finds a fault.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
MAX_LINES = 400
CODE = {".css", ".html", ".j2", ".js", ".py"}
APACHE_2_SHA256 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def repository_files() -> list[Path]:
    """The files that are, or would be, committed, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    names = (Path(name) for name in listed.split("\0") if name)
    return sorted(name for name in names if (ROOT / name).is_file())


FILES = repository_files()


# Lock files


def lock_lines(lock: str) -> list[str]:
    """The lines of a lock file that are no comments, continued lines in one."""
    lines = lock.replace("\\\n", " ").splitlines()
    return [line for line in lines if line and not line.lstrip().startswith("#")]


def locked(lock: str) -> dict[str, list[Requirement]]:
    """The requirements of a lock file by name; a name stands twice where Pythons differ."""
    found: dict[str, list[Requirement]] = {}
    for line in lock_lines(lock):
        requirement = Requirement(line.split(" --hash")[0])
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def lock_faults(lock: str) -> list[str]:
    faults = [f"an address: {line}" for line in lock.splitlines() if "://" in line]
    if "make lock" not in lock.splitlines()[1]:
        faults.append("the header does not name `make lock`")
    for line in lock_lines(lock):
        if line.startswith("-"):
            faults.append(f"an option: {line}")
            continue
        requirement = Requirement(line.split(" --hash")[0])
        if not re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)):
            faults.append(f"not pinned: {requirement}")
        if not re.search(r" --hash=sha256:[0-9a-f]{64}(\s|$)", line):
            faults.append(f"no hash: {requirement}")
    return faults


def unlocked(wanted: list[str], lock: dict[str, list[Requirement]]) -> list[str]:
    """The requirements among `wanted` that the lock file does not meet."""
    missing = []
    for text in wanted:
        requirement = Requirement(text)
        pins = lock.get(canonicalize_name(requirement.name), [])
        versions = [next(iter(pin.specifier)).version for pin in pins]
        if not versions or not all(requirement.specifier.contains(v) for v in versions):
            missing.append(text)
    return missing


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_lock_files_are_pinned_and_hashed(name: str) -> None:
    assert lock_faults((ROOT / name).read_text("utf-8")) == []


def test_lock_files_agree_with_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    site = locked((ROOT / "requirements.txt").read_text("utf-8"))
    test = locked((ROOT / "requirements-test.txt").read_text("utf-8"))
    assert unlocked(project["project"]["dependencies"], site) == []
    assert unlocked(project["project"]["optional-dependencies"]["test"], test) == []
    # The project is installed without build isolation, so its build tool comes from the lock.
    assert unlocked(project["build-system"]["requires"], site) == []
    assert {name: test.get(name) for name in site} == site


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("click==8.1 \\\n    --hash=sha256:abc\n", "no hash"),
        ("click==8.1\n", "no hash"),
        (f"click>=8.1 \\\n    --hash=sha256:{'0' * 64}\n", "not pinned"),
        ("--find-links wheels\n", "an option"),
        ("--pre\n", "an option"),
        ("# from https://example.org/simple\n", "an address"),
    ],
)
def test_a_loose_lock_file_is_found(body: str, fault: str) -> None:
    (found,) = lock_faults(f"# Written by\n#    make lock\n{body}")
    assert found.startswith(fault)


def test_a_stale_lock_file_is_found() -> None:
    lock = locked("click==8.1 \\\n    --hash=sha256:0\n")
    assert unlocked(["click>=8", "Click>=9", "lxml"], lock) == ["Click>=9", "lxml"]


# Workflows


def workflow_faults(text: str) -> list[str]:
    faults = []
    for line in text.splitlines():
        used = re.match(r"\s*(?:- )?uses:\s*(.*)", line)
        if used and not re.fullmatch(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used[1]):
            faults.append(f"not pinned by commit with its version: {used[1]}")
    workflow = yaml.safe_load(text)
    if workflow.get("permissions") not in ({}, {"contents": "read"}):
        faults.append("the workflow as a whole may do more than read")
    triggers = workflow.get(True, {})  # YAML 1.1 reads the key `on` as true
    if "pull_request_target" in triggers:
        faults.append("pull_request_target runs foreign code with rights")
    if re.search(r"\b(main|master)\b", yaml.safe_dump([triggers, workflow["jobs"]])):
        faults.append("the default branch has its name written in")
    for name, job in workflow["jobs"].items():
        writes = {right for right, level in job.get("permissions", {}).items() if level == "write"}
        if writes and writes != {"pages", "id-token"}:
            faults.append(f"{name}: may write {', '.join(sorted(writes))}")
        if writes and any("run" in step for step in job["steps"]):
            faults.append(f"{name}: runs commands with rights to write")
        for step in job["steps"]:
            checkout = step.get("uses", "").startswith("actions/checkout@")
            if checkout and step.get("with", {}).get("persist-credentials") is not False:
                faults.append(f"{name}: checkout keeps credentials")
            if "${{" in step.get("run", ""):
                faults.append(f"{name}: a command holds an expression")
    return faults


WORKFLOWS = [ROOT / path for path in FILES if path.parts[:2] == (".github", "workflows")]
LOOSE_WORKFLOW = """
name: Loose
on: {push: {branches: [main]}, pull_request_target: {}}
permissions: write-all
jobs:
  build:
    runs-on: ubuntu-latest
    permissions: {contents: write}
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.pull_request.title }}
"""


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_pinned_and_modest(path: Path) -> None:
    assert workflow_faults(path.read_text("utf-8")) == []


def test_a_loose_workflow_is_found() -> None:
    assert workflow_faults(LOOSE_WORKFLOW) == [
        "not pinned by commit with its version: actions/checkout@v4",
        "the workflow as a whole may do more than read",
        "pull_request_target runs foreign code with rights",
        "the default branch has its name written in",
        "build: may write contents",
        "build: runs commands with rights to write",
        "build: checkout keeps credentials",
        "build: a command holds an expression",
    ]


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or "zizmor"
    command = [program, "--offline", "--no-progress", "--persona", "pedantic", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing() -> None:
    assert WORKFLOWS
    done = zizmor(ROOT / ".github")
    assert done.returncode == 0, done.stdout + done.stderr
    for path in WORKFLOWS:
        assert f"completed .github/workflows/{path.name}" in done.stderr.replace(f"{ROOT}/", "")


def test_zizmor_finds_a_loose_workflow(tmp_path: Path) -> None:
    path = tmp_path / "loose.yml"
    path.write_text(LOOSE_WORKFLOW, "utf-8")
    assert "unpinned-uses" in zizmor(path).stdout


# Seeds


def manifest_faults(seeds: Path) -> list[str]:
    manifest = yaml.safe_load((seeds / "manifest.yml").read_text("utf-8"))
    articles = manifest["articles"]
    texts = {path.stem: path for path in (seeds / "articles").glob("*.txt")}
    faults = [f"{name}: not in the manifest" for name in sorted(texts.keys() - articles.keys())]
    originals = [entry["original_name"] for entry in articles.values()]
    if len(set(originals)) != len(originals):
        faults.append("two articles have one original name")
    for name, entry in articles.items():
        if name not in texts:
            faults.append(f"{name}: no such article")
        elif hashlib.sha256(texts[name].read_bytes()).hexdigest() != entry["sha256"]:
            faults.append(f"{name}: not the bytes that came")
    return faults


@pytest.mark.usefixtures("first_corpus")
def test_the_manifest_matches_the_articles() -> None:
    assert manifest_faults(ROOT / "seeds") == []


@pytest.mark.usefixtures("first_corpus")
def test_a_changed_article_is_found(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    shutil.copytree(ROOT / "seeds", seeds)
    first, second, *_ = sorted((seeds / "articles").glob("*.txt"))
    first.write_bytes(first.read_bytes() + b" ")
    second.rename(second.with_name("another.txt"))
    assert set(manifest_faults(seeds)) == {
        f"{first.stem}: not the bytes that came",
        f"{second.stem}: no such article",
        "another: not in the manifest",
    }


def test_git_never_converts_an_article() -> None:
    asked = ["git", "check-attr", "text", "--", "seeds/articles/any.txt", "README.md"]
    told = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == ["seeds/articles/any.txt: text: unset", "README.md: text: auto"]


# Every file


def path_faults(text: str) -> list[str]:
    """Absolute paths of somebody's machine in `text`."""
    homes = r"(?:home|root|Users|work|farm|mnt|tmp)"
    found = re.findall(rf"(?<![\w.:/~)}}-])/{homes}/[\w.][^\s'\"`)]*", text)
    found += re.findall(r"\b[A-Z]:\\Users\\\S+", text)
    if len(ROOT.parts) > 2:
        found += re.findall(re.escape(str(ROOT)), text)
    return found


def test_no_path_of_a_machine() -> None:
    found = {}
    for path in FILES:
        if path.parts[:2] == ("seeds", "articles") and path.suffix == ".txt":
            continue
        if path.parts[:2] == ("seeds", "pages"):
            continue  # pages that a curator keeps as they were
        faults = path_faults((ROOT / path).read_bytes().decode("utf-8", errors="ignore"))
        if faults:
            found[str(path)] = faults
    assert found == {}


@pytest.mark.parametrize("folder", ["home", "root", "Users", "tmp"])
def test_a_path_of_a_machine_is_found(folder: str) -> None:
    path = "/".join(["", folder, "somebody", "corpus"])
    assert path_faults(f"read({path!r})") == [path]
    assert path_faults(f"https://example.org{path}") == []


def test_files_are_short() -> None:
    long = {
        str(path): lines
        for path in FILES
        if path.suffix in CODE
        and (lines := len((ROOT / path).read_text("utf-8").splitlines())) > MAX_LINES
    }
    assert long == {}


def link_faults(page: Path, text: str) -> list[str]:
    """Relative links of a Markdown file outside `docs/` that lead nowhere."""
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
    return [t for t in targets if "://" not in t and not (page.parent / t).exists()]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_of_the_guides_lead_somewhere(name: str) -> None:
    assert link_faults(ROOT / name, (ROOT / name).read_text("utf-8")) == []
    assert link_faults(ROOT / name, "[x](docs/no-such-page.md)") == ["docs/no-such-page.md"]


def test_make_lists_every_target_that_the_guides_name() -> None:
    listed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"^make (\w+)", listed, re.MULTILINE))
    guides = "".join((ROOT / name).read_text("utf-8") for name in ("README.md", "CONTRIBUTING.md"))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", guides, re.MULTILINE))
    assert {"site", "serve", "test", "lock"} <= named <= targets


# Licence


def test_the_licence_covers_the_code_and_not_the_articles() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2_SHA256
    for name in ("NOTICE", "README.md"):
        text = " ".join((ROOT / name).read_text("utf-8").split())
        assert re.search(r"article texts.{0,60}\bnot\b.{0,20}[:.] They belong to their publishers",
                         text, re.IGNORECASE), name  # fmt: skip


def test_the_run_for_bare_machines_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
