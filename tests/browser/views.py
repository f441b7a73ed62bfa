"""The views in which every page is judged: two schemes and two widths, one context for each, used again and again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Browser, Page, expect

from tests.browsing import Watch

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
PHONE, DESK = 390, 1440
NARROWEST = 320
"""The width of WCAG 2.2, 1.4.10: a screen of 1280 enlarged four times."""

# An element sticks out if it ends right of the window and nothing around it scrolls, clips or hides it.
_STICKS_OUT = """() => {
  const holds = element => {
    for (let at = element.parentElement; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.overflowX !== "visible" || style.position === "fixed") return true;
    }
    return false;
  };
  const name = element => element.tagName.toLowerCase() + (element.id && "#" + element.id) +
    [...element.classList].map(part => "." + part).join("");
  const wide = [...document.querySelectorAll("main *, footer *, header *")].filter(element => {
    const box = element.getBoundingClientRect();
    const fixed = getComputedStyle(element).position === "fixed";
    return box.width > 0 && box.right > innerWidth + 1 && !fixed && !holds(element);
  });
  const scrolls = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
  return [...scrolls, ...wide.map(element => `${name(element)} sticks out`)].slice(0, 8);
}"""


@dataclass(frozen=True)
class View:
    """A page in one scheme; `watch` knows what went wrong in it."""

    scheme: Scheme
    page: Page
    watch: Watch

    def open(self, url: str, width: int) -> Page:
        """Go to `url` at `width`, without what the page before has left; its tools, if any, have been scrolled to."""
        self.watch.problems.clear()
        self.widen(width)
        self.page.goto(url)
        for tool in self.page.locator("[data-tool]").all():
            tool.scroll_into_view_if_needed()
        expect(self.page.locator("[data-tool]:not(:defined)")).to_have_count(0)
        return self.page

    def recolour(self, scheme: Scheme) -> None:
        """Change the scheme of the page that is open by the switch in its header; the site remembers it."""
        named = {"light": "default", "dark": "slate"}[scheme]
        self.page.evaluate("name => document.querySelector(`input[data-md-color-scheme=${name}]`).click()", named)
        expect(self.page.locator("body")).to_have_attribute("data-md-color-scheme", named)

    def widen(self, width: int) -> None:
        """Make the window `width` wide and wait until the page has been laid out anew and its scripts told."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


@contextmanager
def views(browser: Browser) -> Iterator[list[View]]:
    """Open one context for each scheme."""
    with ExitStack() as stack:
        found = []
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme=scheme)
            stack.callback(context.close)
            found.append(View(scheme, context.new_page(), Watch().over(context)))
        yield found


def sticking_out(page: Page) -> list[str]:
    """Give what is wider than the window."""
    found: list[str] = page.evaluate(_STICKS_OUT)
    return found


def cut_off(page: Page, selector: str) -> list[str]:
    """Give the text of what a reader sees in full only by scrolling sideways, be it inside of something."""
    found: list[str] = page.locator(selector).evaluate_all(
        """all => all.filter(one => {
          const box = one.getBoundingClientRect();
          return box.width > 0 && (box.left < 0 || box.right > innerWidth || one.scrollWidth > one.clientWidth + 1);
        }).map(one => one.textContent)"""
    )
    return found
