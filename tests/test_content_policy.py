"""Every page carries one policy, which lets in the scripts of the pages and no others."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from build_tools.content_policy import add_content_policy, content_policy
from build_tools.errors import SiteError
from build_tools.settings import Settings

HEAD = '<html><head><meta charset="utf-8"><title>x</title>'


def digest(body: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'"


def part(policy: str, name: str) -> str:
    (found,) = [one for one in policy.split("; ") if one.startswith(f"{name} ")]
    return found


def test_scripts_and_styles_of_the_pages_are_let_in_by_digest() -> None:
    policy = content_policy(
        [
            "<script>go()</script><style>p{}</style><p>&lt;script&gt;bad()&lt;/script&gt;</p>",
            '<script type="module">go()</script><script>\r\nother()\r\n</script>',
            '<script src="a.js"></script><script type="application/json">{"a": 1}</script>',
        ]
    )
    scripts = sorted([digest("go()"), digest("\nother()\n")])
    assert part(policy, "script-src") == f"script-src 'self' 'wasm-unsafe-eval' {' '.join(scripts)}"
    assert part(policy, "style-src") == f"style-src 'self' {digest('p{}')}"
    assert "unsafe-inline" not in policy and "'unsafe-eval'" not in policy
    assert part(policy, "default-src") == "default-src 'none'"


def test_all_pages_have_the_same_policy_and_nothing_else_changes(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    bodies = {"index.html": "<p>a\r\nb\u00a0</p>", "below/index.html": "<script>go()</script>"}
    for name, body in bodies.items():
        (tmp_path / name).write_bytes((HEAD + body).encode())
    add_content_policy(tmp_path)
    policy = content_policy(bodies.values())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    for name, body in bodies.items():
        written = (tmp_path / name).read_bytes().decode()
        assert written == HEAD.replace("<title>", f"{meta}<title>") + body


def test_a_page_without_its_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<html><head></head></html>", encoding="utf-8")
    with pytest.raises(SiteError, match="encoding"):
        add_content_policy(tmp_path)


def test_the_built_pages_have_one(mini_site: Settings) -> None:
    pages = [path.read_text("utf-8") for path in mini_site.site.rglob("*.html")]
    assert len(pages) > 10
    assert {page.count('http-equiv="Content-Security-Policy"') for page in pages} == {1}
