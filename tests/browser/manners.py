"""What a reader with a keyboard, with less motion or with paper would notice: each gives what is wrong."""

from __future__ import annotations

import re
import zlib
from typing import Any

from playwright.sync_api import Page

# What has the focus, and whether a reader sees that it has it: a control without a size shows it on its label.
_FOCUSED = """() => {
  const element = document.activeElement;
  const named = (element.getAttribute("aria-label") || element.textContent).trim().slice(0, 40);
  const bare = element.getBoundingClientRect().width === 0;
  const seen = bare && element.labels ? [...element.labels, element.nextElementSibling].find(
    label => label?.getBoundingClientRect().width) : element;
  const style = getComputedStyle(seen ?? element), box = (seen ?? element).getBoundingClientRect();
  return {
    name: `${element.tagName.toLowerCase()} ${named}`,
    body: element === document.body,
    ring: style.outlineStyle !== "none" && (style.outlineStyle === "auto" || parseFloat(style.outlineWidth) >= 2),
    shown: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""
# What would move if it changed, and what moves now.
_MOVES = """() => {
  const lasting = times => times.split(",").some(time => parseFloat(time) > 0);
  const name = element => element.tagName.toLowerCase() + [...element.classList].map(part => "." + part).join("");
  const moves = [...document.querySelectorAll("*")].filter(element => ["", "::before", "::after"].some(part => {
    const style = getComputedStyle(element, part || null);
    return lasting(style.transitionDuration) || (style.animationName !== "none" && lasting(style.animationDuration));
  }));
  const running = document.getAnimations().filter(animation => animation.playState === "running");
  return [...moves.map(name), ...running.map(animation => `running: ${name(animation.effect.target)}`)];
}"""
# Grounds and inks of what is printed, as [name, ground, ink].
_COLOURS = """() => ["html", "body", "article", ...["h1", "h2", "dd", "li", "td"].map(tag => "article " + tag)]
  .map(name => [name, document.querySelector(name)]).filter(([_, element]) => element)
  .map(([name, element]) => [name, getComputedStyle(element).backgroundColor, getComputedStyle(element).color])"""
_WHITE = {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
_DARKEST_INK_THAT_IS_TOO_LIGHT = 100


def unseen_focus(page: Page, stops: int = 40) -> list[str]:
    """Go through the page with Tab and give what has the focus without showing it."""
    found, seen = [], 0
    for _stop in range(stops):
        page.keyboard.press("Tab")
        focused: dict[str, Any] = page.evaluate(_FOCUSED)
        seen += not focused["body"]
        if not focused["body"] and not (focused["ring"] and focused["shown"]):
            found.append(f"{focused['name']}: {'off the screen' if focused['ring'] else 'no outline'}")
    assert seen > stops / 2, f"only {seen} elements take the focus"
    return found


def moving(page: Page) -> list[str]:
    """Give what has a transition or an animation, for the motion that the page's context asks for."""
    found: list[str] = page.evaluate(_MOVES)
    return found


def dark_on_paper(page: Page) -> list[str]:
    """Give the grounds that are not white and the inks that are not dark, in the media that the page shows."""
    colours: list[list[str]] = page.evaluate(_COLOURS)
    return [
        *(f"{name} has the ground {ground}" for name, ground, _ink in colours if ground not in _WHITE),
        *(
            f"{name} has the ink {ink}"
            for name, _ground, ink in colours
            if _lightest(ink) >= _DARKEST_INK_THAT_IS_TOO_LIGHT
        ),
    ]


def _lightest(colour: str) -> int:
    return max(int(part) for part in re.findall(r"\d+", colour)[:3])


def printed(page: Page) -> tuple[int, int]:
    """Print on A4; give the pages, and how many pieces of text stand on them."""
    pdf = page.pdf(format="A4", prefer_css_page_size=True, print_background=True)
    streams = [_inflated(data) for data in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)]
    return len(re.findall(rb"/Type\s*/Page\b", pdf)), sum(len(re.findall(rb"\b(?:Tj|TJ)\b", data)) for data in streams)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        return b""
