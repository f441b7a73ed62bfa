"""What a page could match stays; what none can goes."""

from __future__ import annotations

import pytest

from playbook.publish.slim import Names, keep, without_unused_frames

NAMES = Names(frozenset({"used", "md-typeset"}), frozenset({"slate", "ltr"}))


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        pytest.param(".used{a:b}", ".used{a:b}", id="a class in use"),
        pytest.param(".unused{a:b}", "", id="a class nobody has"),
        pytest.param(".used,.unused .used{a:b}", ".used{a:b}", id="one selector of two"),
        pytest.param(".used:not(.unused){a:b}", ".used:not(.unused){a:b}", id="a class that must be absent"),
        pytest.param(":is(.unused,.used) p{a:b}", ":is(.unused,.used) p{a:b}", id="in doubt it stays"),
        pytest.param("h1,p>a:hover{a:b}", "h1,p>a:hover{a:b}", id="elements"),
        pytest.param("[data-md-color-primary=pink]{a:b}", "", id="a colour nobody chose"),
        pytest.param(
            '[data-md-color-scheme="slate"]{a:b}', '[data-md-color-scheme="slate"]{a:b}', id="the dark scheme"
        ),
        pytest.param("[dir=rtl] .used{a:b}[dir=ltr] .used{c:d}", "[dir=ltr] .used{c:d}", id="a direction"),
        pytest.param("@media print{.unused{a:b}.used{c:d}}", "@media print{.used{c:d}}", id="inside a media rule"),
        pytest.param("@media print{.unused{a:b}}", "", id="an empty media rule"),
        pytest.param("@keyframes x{from{a:b}to{a:c}}", "@keyframes x{from{a:b}to{a:c}}", id="keyframes"),
        pytest.param('@charset "utf-8";.used{a:b}', '@charset "utf-8";.used{a:b}', id="a statement"),
        pytest.param('.used:before{content:"}.unused{"}', '.used:before{content:"}.unused{"}', id="braces in quotes"),
    ],
)
def test_keep(css: str, kept: str) -> None:
    assert keep(css, NAMES) == kept


def test_an_animation_that_nothing_names_goes() -> None:
    frames = "@keyframes {0}{{from{{a:b}}to{{a:c}}}}"
    css = frames.format("seen") + ".used{animation:seen 1s}" + frames.format("unseen")
    assert without_unused_frames(css, css) == frames.format("seen") + ".used{animation:seen 1s}"
