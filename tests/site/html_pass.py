"""Reads every page of a built site once and gives the facts that the gates judge."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, cast
from urllib.parse import unquote, urldefrag, urljoin

from lxml import etree, html

Element: TypeAlias = etree._Element
Skip = Callable[[Element], bool]

_CODE = frozenset({"code", "pre", "kbd", "samp", "script", "style", "template"})
_NO_WORDS = frozenset({"headerlink", "g-marks", "g-sources"})
_LOADS = {
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("source", "src"),
    ("source", "srcset"),
    ("iframe", "src"),
    ("embed", "src"),
    ("object", "data"),
    ("video", "src"),
    ("video", "poster"),
    ("audio", "src"),
    ("track", "src"),
    ("image", "href"),
    ("use", "href"),
}
_LEADS = {("a", "href"), ("area", "href"), ("link", "href"), ("form", "action")}
_POINTS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")
_CSS_ADDRESS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']""")
_LINK_LOADS = frozenset(
    {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "manifest", "preconnect", "dns-prefetch"}
)


class Fault(NamedTuple):
    """What a gate reports: the file under the site, its line (0 for the whole file) and what is wrong."""

    file: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"


def report(faults: list[Fault], most: int = 15) -> str:
    """Give the faults as a message, one line each, `most` of them."""
    more = [f"and {len(faults) - most} more"] if len(faults) > most else []
    return "\n".join([f"{len(faults)} faults", *map(str, faults[:most]), *more])


class Link(NamedTuple):
    """An address in a page; `loads` says that a browser fetches it without being asked."""

    address: str
    line: int
    tag: str
    loads: bool


class Heading(NamedTuple):
    level: int
    line: int
    id: str
    text: str


class Inline(NamedTuple):
    """A style, an event handler or a script that stands in the page itself."""

    tag: str
    attribute: str
    value: str
    line: int


def line_of(element: Element) -> int:
    """Give the line on which the tag begins, 0 where the parser does not know it."""
    return cast("int | None", element.sourceline) or 0


def find(element: Element, path: str, **variables: Any) -> list[Any]:
    """Give what the XPath finds, elements or strings."""
    return cast("list[Any]", element.xpath(path, **variables))


@dataclass
class Page:
    """The facts of one page. `url` is its address from the site's root: `roles/mlops-lead/`."""

    file: str
    url: str
    tree: Element
    ids: list[tuple[str, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    points: list[tuple[str, str, int]] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    inline: list[Inline] = field(default_factory=list)

    @property
    def is_missing_page(self) -> bool:
        return self.file == "404.html"

    @property
    def is_home(self) -> bool:
        return self.file == "index.html"

    @cached_property
    def anchors(self) -> frozenset[str]:
        names = {str(name) for name in find(self.tree, "//a/@name")}
        return frozenset({key for key, _line in self.ids} | names)

    @cached_property
    def article(self) -> Element:
        """What the page says, without header, navigation and footer."""
        return next(iter(find(self.tree, "//article")), self.tree)

    def of_class(self, name: str) -> list[Element]:
        """Give the elements of the article that have the class `name`, in their order."""
        return [element for element in self.article.iter(etree.Element) if name in (element.get("class") or "").split()]

    def head(self, path: str) -> str:
        """Give the first text that the XPath finds, or nothing."""
        return str(next(iter(find(self.tree, path)), "")).strip()

    @cached_property
    def words(self) -> int:
        """How many words there are to read: no citation marks, no sources, no drawings."""
        return sum(len(text.split()) for text, _line in texts(self.article, _is_no_reading))


@dataclass(frozen=True)
class Site:
    """All pages of a built site by their address, and the address that they name as the site's own."""

    folder: Path
    address: str
    pages: dict[str, Page]

    def inside(self, base: str, address: str) -> tuple[str, str] | None:
        """Give path and anchor of `address` as a page or file at `base` has it; None if it leads outside."""
        whole, anchor = urldefrag(urljoin(self.address + base, address))
        if not (whole + "/").startswith(self.address):
            return None
        return unquote(whole[len(self.address) :].split("?")[0]), unquote(anchor)

    def has(self, path: str) -> bool:
        """Say whether the host answers `path` without a detour: a page's folder, or a file."""
        return path in self.pages or (not path.endswith("/") and (self.folder / path).is_file())

    def files(self, pattern: str) -> Iterator[tuple[str, str]]:
        """Give path and text of the files that match."""
        for file in sorted(self.folder.glob(pattern)):
            yield file.relative_to(self.folder).as_posix(), file.read_text(encoding="utf-8")


def read_site(folder: Path) -> Site:
    """Parse every page in `folder`; papers of workshops are no pages, and tests/papers judges them."""
    files = [file for file in sorted(folder.rglob("*.html")) if file.parent.name != "papers"]
    pages = {page.url: page for page in (read_page(folder, file) for file in files)}
    home = pages.get("")
    return Site(folder, (home and home.head("//link[@rel='canonical']/@href")) or "http://127.0.0.1/", pages)


def read_page(folder: Path, file: Path) -> Page:
    """Parse one page and collect its facts in one walk."""
    name = file.relative_to(folder).as_posix()
    tree = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    page = Page(name, name.removesuffix("index.html") if name.endswith("index.html") else name, tree)
    for element in tree.iter(etree.Element):
        _collect(page, element)
    return page


def _collect(page: Page, element: Element) -> None:
    tag, line = str(element.tag), line_of(element)
    if re.fullmatch("h[1-6]", tag):
        page.headings.append(Heading(int(tag[1]), line, element.get("id", ""), plain(element)))
    if tag == "style" or (tag == "script" and element.get("src") is None):
        page.inline.append(Inline(tag, "", element.text or "", line))
    for raw, value in element.attrib.items():
        name = str(raw).split(":")[-1] if str(raw) == "xlink:href" else str(raw)
        if name == "id":
            page.ids.append((str(value), line))
        elif name in _POINTS:
            page.points += [(name, key, line) for key in str(value).split()]
        elif name == "style" or name.startswith("on"):
            page.inline.append(Inline(tag, name, str(value), line))
        else:
            page.links += [Link(address, line, tag, loads) for address, loads in _addresses(element, tag, name)]


def _addresses(element: Element, tag: str, name: str) -> list[tuple[str, bool]]:
    value = (element.get(name) or "").strip()
    if name == "srcset" and (tag, name) in _LOADS:
        return [(part.split()[0], True) for part in value.split(",") if part.split()]
    if (tag, name) in _LOADS:
        return [(value, True)]
    if (tag, name) in _LEADS:
        return [(value, tag == "link" and bool(_LINK_LOADS & set((element.get("rel") or "").split())))]
    return []


def css_addresses(text: str) -> Iterator[tuple[str, int]]:
    """Give what a style sheet loads, with lines; data in the sheet itself is no address."""
    for match in _CSS_ADDRESS.finditer(text):
        address = match[1] or match[2]
        if not address.startswith(("data:", "#")):
            yield address, text.count("\n", 0, match.start()) + 1


def texts(element: Element, skip: Skip) -> Iterator[tuple[str, int]]:
    """Give the pieces of text under `element` with their lines, without what `skip` names."""
    if skip(element):
        return
    line = line_of(element)
    if element.text:
        yield element.text, line
    for child in element:
        if isinstance(child.tag, str):
            yield from texts(child, skip)
        if child.tail:
            yield child.tail, line


def plain(element: Element) -> str:
    """Give the text of a heading without its permalink and citation marks."""
    return " ".join("".join(text for text, _line in texts(element, _is_no_reading)).split())


def is_code(element: Element) -> bool:
    """Say whether what looks like a macro here may be meant: code, and what is never shown."""
    return element.tag in _CODE


def _is_no_reading(element: Element) -> bool:
    return element.tag in {"noscript", "svg", "script", "style", "template"} or bool(
        _NO_WORDS & set((element.get("class") or "").split())
    )
