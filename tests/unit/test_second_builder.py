"""The comparison with the second builder sees what it should."""

from __future__ import annotations

from playbook.publish.second_builder import differences, words

PAGE = '<nav>Menu</nav><article class="x"><h1>Seats <a>#</a></h1><p>One &amp; two</p><script>x</script></article>'


def test_words_are_those_of_the_article() -> None:
    assert words(PAGE) == ["Seats", "One", "&", "two"]


def test_equal_sites_do_not_differ() -> None:
    assert differences({"a": ["x"]}, {"a": ["x"]}) == []


def test_a_page_of_one_builder_alone_is_told() -> None:
    found = differences({"a": ["x"], "b": ["x"]}, {"a": ["x"], "c": ["x"]})
    assert found == ["/b: only mkdocs has this page", "/c: only Zensical has this page"]


def test_a_changed_text_is_told_with_its_first_difference() -> None:
    assert differences({"a": ["one", "two"]}, {"a": ["one", "too"]}) == [
        "/a: 1 differences, first: mkdocs “two”, Zensical “too”"
    ]
