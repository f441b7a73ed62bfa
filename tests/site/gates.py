"""What must hold of every page. A gate takes the facts of a site and gives the faults: an empty list is good.

Each gate is seen to fail in test_faults.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise

from tests.site.html_pass import Element, Fault, Link, Page, Site, css_addresses, find, is_code, line_of, plain, texts

WORDS_A_MINUTE = 200
_LEFTOVERS = ("{{", "{%", "[@", "Macro Rendering Error")
_SHOWN = "//@alt | //@title | //@aria-label | //meta/@content | /html/head/title/text()"
_FRONT_MATTER = re.compile(r"^\s*(title|description|reader|outcome|minutes|kind|sources): ", re.MULTILINE)
_FOREIGN = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_SCRIPT_LOADS = re.compile(
    r"""(?:\bfetch|\bimport|importScripts|Worker|EventSource|WebSocket|sendBeacon|\.open)\s*\(\s*(?:["']\w+["']\s*,\s*)?["'`]"""
    r"""((?:https?:|wss?:)?//[^"'`]*)|\b(?:from|import)\s*["']((?:https?:)?//[^"']*)"""
)
_LOADED_BY_US = ("assets/javascripts/*.js", "assets/tools/**/*.js", "assets/vendor/**/*.js")
_MATERIAL_SCRIPT = re.compile(r"assets/javascripts/bundle\.\w+\.min\.js")


def complete(site: Site, addresses: Collection[str]) -> list[Fault]:
    """The site has a page at each of the `addresses` and the page for what is not found, and no other."""
    expected = {*addresses, "404.html"}
    return [
        *(Fault(url, 0, "a record has no page here") for url in sorted(expected - site.pages.keys())),
        *(Fault(site.pages[url].file, 0, "this page has no record") for url in sorted(site.pages.keys() - expected)),
    ]


def links(site: Site) -> list[Fault]:
    """Every address that leads into the site has its page or file, and its anchor; so has every reference by id."""
    return [
        *(fault for page in site.pages.values() for link in page.links for fault in _link(site, page, link)),
        *(
            Fault(page.file, line, f"{name} names `{key}`, and no element has that id")
            for page in site.pages.values()
            for name, key, line in page.points
            if key not in page.anchors
        ),
        *(
            Fault(file, line, f"`{address}` leads to no file")
            for file, text in site.files("assets/**/*.css")
            for address, line in css_addresses(text)
            if (found := site.inside(file, address)) and not site.has(found[0])
        ),
    ]


def _link(site: Site, page: Page, link: Link) -> Iterator[Fault]:
    address, line, tag, _loads = link
    if not address and tag in {"a", "area", "img", "script", "iframe"}:
        yield Fault(page.file, line, f"this {tag} has an empty address")
        return
    found = site.inside(page.url, address)
    if found is None or address.startswith("data:"):
        return
    path, anchor = found
    if not site.has(path):
        detour = " (the slash at its end is missing)" if site.has(path + "/") else ""
        yield Fault(page.file, line, f"`{address}` leads to no page{detour}")
    elif anchor and path in site.pages and anchor not in site.pages[path].anchors:
        yield Fault(page.file, line, f"`{address}` leads to no anchor: `{site.pages[path].file}` has no id `{anchor}`")


def ids(site: Site) -> list[Fault]:
    """An id stands once in its page."""
    return [
        Fault(page.file, line, f"id `{key}` stands {count} times")
        for page in site.pages.values()
        for key, count in Counter(key for key, _line in page.ids).items()
        if count > 1
        for line in [max(line for other, line in page.ids if other == key)]
    ]


def headings(site: Site) -> list[Fault]:
    """One h1, first of all; levels go down one at a time; none is empty."""
    return [fault for page in site.pages.values() for fault in _headings(page)]


def _headings(page: Page) -> Iterator[Fault]:
    tops = [heading for heading in page.headings if heading.level == 1]
    if len(tops) != 1:
        yield Fault(page.file, tops[-1].line if tops else 0, f"{len(tops)} headings h1 instead of one")
    elif page.headings[0].level != 1:
        yield Fault(page.file, page.headings[0].line, f"h{page.headings[0].level} stands before the h1")
    for before, after in pairwise(page.headings):
        if after.level > before.level + 1:
            yield Fault(page.file, after.line, f"h{after.level} `{after.text}` follows h{before.level} `{before.text}`")
    yield from (
        Fault(page.file, heading.line, "this heading is empty") for heading in page.headings if not heading.text
    )


def leftovers(site: Site) -> list[Fault]:
    """Nothing is left of what should have been rendered: macros, citations, front matter."""
    return [fault for page in site.pages.values() for fault in _leftovers(page)]


def _leftovers(page: Page) -> Iterator[Fault]:
    shown = [*texts(page.tree, is_code), *((str(value), 0) for value in find(page.tree, _SHOWN))]
    for text, line in shown:
        for sign in _LEFTOVERS:
            if sign in text:
                yield Fault(page.file, line, f"`{sign}` is left in: {' '.join(text.split())[:60]}")
    for block in page.article.iter("p", "h1", "h2", "h3", "li", "dd", "pre"):
        keys = {str(key) for key in _FRONT_MATTER.findall("".join(find(block, ".//text()")))}
        if len(keys) > 1 and block.tag != "pre":
            yield Fault(page.file, line_of(block), f"front matter is printed: {', '.join(sorted(keys))}")


def names(site: Site) -> list[Fault]:
    """Every picture says what it shows, or says that it shows nothing."""
    return [
        Fault(page.file, line_of(picture), f"this {picture.tag} has no name")
        for page in site.pages.values()
        for picture in page.article.iter("img", "svg")
        if not _hidden(picture) and not _name(page, picture)
    ]


def _hidden(picture: Element) -> bool:
    return bool(find(picture, "ancestor-or-self::*[@aria-hidden='true']"))


def _name(page: Page, picture: Element) -> str:
    label = [
        str(text)
        for key in (picture.get("aria-labelledby") or "").split()
        for text in find(page.tree, "//*[@id=$key]//text()", key=key)
    ]
    said = picture.get("aria-label") or "".join(label)
    if picture.tag == "img":
        return (said or picture.get("alt") or "").strip()
    title = "".join(str(text) for text in find(picture, "./title//text()"))
    return (said or title).strip() if picture.get("role") == "img" else ""


def third_parties(site: Site) -> list[Fault]:
    """Nothing is loaded from another host, by pages, style sheets or scripts."""
    return [
        *(
            Fault(page.file, link.line, f"this {link.tag} loads `{link.address}`")
            for page in site.pages.values()
            for link in page.links
            if link.loads and _foreign(link.address)
        ),
        *(
            Fault(file, line, f"this style sheet loads `{address}`")
            for file, text in site.files("assets/**/*.css")
            for address, line in css_addresses(text)
            if _foreign(address)
        ),
        *(fault for file, text in _scripts(site) for fault in _script(file, text, 1)),
        *(
            fault
            for page in site.pages.values()
            for part in page.inline
            for fault in _script(page.file, part.value, part.line)
        ),
    ]


def _foreign(address: str) -> bool:
    return bool(_FOREIGN.match(address))


def _scripts(site: Site) -> Iterator[tuple[str, str]]:
    for pattern in _LOADED_BY_US:
        yield from ((file, text) for file, text in site.files(pattern) if not _MATERIAL_SCRIPT.fullmatch(file))


def _script(file: str, text: str, first: int) -> Iterator[Fault]:
    for match in _SCRIPT_LOADS.finditer(text):
        line = first + text.count("\n", 0, match.start())
        yield Fault(file, line, f"this script loads `{match[1] or match[2]}`")


def inline(site: Site) -> list[Fault]:
    """No style, handler or script stands in what we write, but data for a tool may; Material's stand outside."""
    return [
        Fault(page.file, part.line, f"{part.tag} has {part.attribute or 'its code'} inline: {part.value.strip()[:60]}")
        for page in site.pages.values()
        for part in page.inline
        if part.attribute or part.tag == "style" or _in_article(page, part.line)
    ]


def _in_article(page: Page, line: int) -> bool:
    return any(
        script.get("src") is None and script.get("type") != "application/json" and line_of(script) == line
        for script in page.article.iter("script")
    )


def heads(site: Site) -> list[Fault]:
    """Each page says its language, its title and description (its own), and its address."""
    pages = [page for page in site.pages.values() if not page.is_missing_page]
    titles = Counter(page.head("/html/head/title/text()") for page in pages)
    descriptions = Counter(page.head("//meta[@name='description']/@content") for page in pages)
    found = [Fault(page.file, 0, "no lang") for page in site.pages.values() if not page.head("/html/@lang")]
    for page in pages:
        title, description = page.head("/html/head/title/text()"), page.head("//meta[@name='description']/@content")
        canonical = page.head("//link[@rel='canonical']/@href")
        if not title or titles[title] > 1:
            found.append(
                Fault(page.file, 0, f"title `{title}` stands on {titles[title]} pages" if title else "no title")
            )
        if not description or descriptions[description] > 1:
            why = f"stands on {descriptions[description]} pages" if description else "is missing"
            found.append(Fault(page.file, 0, f"description `{description[:40]}` {why}"))
        if canonical != site.address + page.url:
            found.append(Fault(page.file, 0, f"canonical link is `{canonical}`, not `{site.address}{page.url}`"))
    return found


def frame(site: Site) -> list[Fault]:
    """Each page begins with its facts strip and ends with its sources; the home page and 404 do not."""
    pages = [page for page in site.pages.values() if not page.is_missing_page and not page.is_home]
    return [fault for page in pages for fault in _frame(page)]


def _frame(page: Page) -> Iterator[Fault]:
    strips = page.of_class("g-strip")
    first = find(page.article, ".//h2")
    if not strips or not find(strips[0], ".//dt"):
        yield Fault(page.file, 0, "no facts strip")
    elif first and line_of(first[0]) < line_of(strips[0]):
        yield Fault(page.file, line_of(strips[0]), f"the facts strip stands after `{plain(first[0])}`")
    sections = [heading for heading in page.headings if heading.level == 2]
    lists = page.of_class("g-sources")
    if not sections or sections[-1].id != "sources":
        last = sections[-1].text if sections else "nothing"
        yield Fault(page.file, 0, f"the page ends with `{last}`, not with its sources")
    elif not lists or not find(lists[0], ".//dt"):
        yield Fault(page.file, sections[-1].line, "the sources section is empty")


def reading_times(site: Site, minutes: Mapping[str, int]) -> list[Fault]:
    """The minutes that a page claims are within half or two minutes of its words. `minutes` is by address."""
    return [
        Fault(page.file, 0, f"claims {claim} min, has {page.words} words: {page.words / WORDS_A_MINUTE:.1f} min")
        for url, claim in minutes.items()
        for page in [site.pages[url]]
        if abs(page.words / WORDS_A_MINUTE - claim) > max(2, claim / 2)
    ]


ON_MARKUP = (links, ids, headings, leftovers, names, third_parties, inline)
"""The gates that judge markup wherever it stands; `heads` and `frame` judge a page as a whole."""
