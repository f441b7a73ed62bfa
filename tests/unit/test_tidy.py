"""Pages without indents: what a reader sees, and what scripts read, stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.publish.tidy import tidy


@pytest.mark.parametrize(
    ("html", "left"),
    [
        pytest.param("<p>a\n\n   b</p>\n  \n<p>c  d</p>", "<p>a\nb</p>\n<p>c  d</p>", id="lines"),
        pytest.param("<pre>a\n\n  b</pre>\n\n<p>", "<pre>a\n\n  b</pre>\n<p>", id="code"),
        pytest.param("<template>\n <pre>a</pre>\n  b</template>", None, id="code within a template"),
        pytest.param("<script>\n x = `</pre>\n  `</script>", None, id="a tag within a script"),
        pytest.param("<td>\N{NO-BREAK SPACE}\n\N{NO-BREAK SPACE}</td>", None, id="a space that does not break"),
    ],
)
def test_a_page_loses_its_indents_and_nothing_that_is_text(html: str, left: str | None, tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(html, encoding="utf-8")
    tidy(tmp_path)
    assert page.read_text(encoding="utf-8") == (html if left is None else left)
