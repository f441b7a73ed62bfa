"""One style sheet for the site: in the order of the head, and told where the heads differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.publish.one_sheet import one_sheet

SHEETS = {"a": "/* one */\n  p { color: red }\n", "b": "p{color:blue}\n", "tool": "i{top:0}\n"}


def site(folder: Path, pages: dict[str, tuple[str, ...]]) -> Path:
    """Write the style sheets and pages whose heads link those that are named; each links `tool` in its body."""
    (folder / "assets/stylesheets").mkdir(parents=True)
    for name, css in SHEETS.items():
        (folder / f"assets/stylesheets/{name}.css").write_text(css, encoding="utf-8")
    for page, names in pages.items():
        base = "../" * page.count("/")
        links = "".join(f'<link rel="stylesheet" href="{base}assets/stylesheets/{name}.css">\n' for name in names)
        body = f'<link rel="stylesheet" href="{base}assets/stylesheets/tool.css">'
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text(f"<head>\n{links}</head><body>{body}</body>", encoding="utf-8")
    return folder


def test_joined_in_their_order(tmp_path: Path) -> None:
    built = site(tmp_path, {"index.html": ("a", "b"), "deep/er/index.html": ("a", "b"), "bare.html": ()})
    one_sheet(built)
    names = sorted(file.name for file in (built / "assets/stylesheets").iterdir())
    assert [name.split(".")[0] for name in names] == ["site", "tool"]
    assert (built / "assets/stylesheets" / names[0]).read_text(encoding="utf-8") == "p { color: red }\np{color:blue}"
    for page, base in (("index.html", ""), ("deep/er/index.html", "../../")):
        text = (built / page).read_text(encoding="utf-8")
        assert f'href="{base}assets/stylesheets/{names[0]}"' in text
        assert text.count("<link") == 2
    assert "site." not in (built / "bare.html").read_text(encoding="utf-8")


def test_heads_that_differ_are_told(tmp_path: Path) -> None:
    built = site(tmp_path, {"index.html": ("a", "b"), "slides.html": ("a",)})
    with pytest.raises(ValueError, match="different style sheets"):
        one_sheet(built)
    assert (built / "assets/stylesheets/a.css").is_file()
