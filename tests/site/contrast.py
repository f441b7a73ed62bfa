"""The colour pairs of the design, recomputed from the style sheets: WCAG 2.2, 1.4.3 and 1.4.11."""

from __future__ import annotations

import re

from tests.site.html_pass import Fault

TEXT, GRAPHICS = 4.5, 3.0

PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "sheet", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "sheet", TEXT),
    ("lead", "paper", TEXT),
    ("lead", "sheet", TEXT),
    ("team", "paper", TEXT),
    ("team", "sheet", TEXT),
    ("ground", "paper", TEXT),
    ("ground", "sheet", TEXT),
    ("bad", "paper", TEXT),
    ("bad", "bad-fill", TEXT),
    ("on-ground", "ground-solid", TEXT),
    ("on-team", "team-solid", TEXT),
    ("on-lead", "lead-solid", TEXT),
    ("ink", "mark", TEXT),
    ("ink", "lead-fill", TEXT),
    ("ink", "team-fill", TEXT),
    ("ink", "ground-fill", TEXT),
    ("line-2", "paper", GRAPHICS),
    ("line-2", "sheet", GRAPHICS),
    ("lead-solid", "lead-fill", GRAPHICS),
    ("ground-solid", "ground-fill", GRAPHICS),
    ("team", "team-fill", GRAPHICS),  # the ring of the ochre badge, whose own 1.5 on its plate is too little
]
"""Colour, ground, and the least contrast between them."""

_TOKEN = re.compile(r"--g-([a-z0-9-]+):\s*(#[0-9a-fA-F]{3,6})\b")
LIGHT, DARK = ':root,[data-md-color-scheme="default"]{', '\n[data-md-color-scheme="slate"]{'
PRINT = "[data-md-color-scheme]{"


def tokens(css: str, selector: str) -> dict[str, str]:
    """Give the colours that the block of `selector` sets. Raises ValueError if there is no such block."""
    start = css.index(selector) + len(selector)
    return dict(_TOKEN.findall(css[start : css.index("}", start)]))


def luminance(colour: str) -> float:
    """Give the relative luminance of `#rgb` or `#rrggbb` (WCAG 2.2)."""
    digits = colour.lstrip("#")
    full = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    parts = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Give the contrast of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def contrast(file: str, scheme: str, colours: dict[str, str]) -> list[Fault]:
    """Every pair has the contrast that it needs; `scheme` names the colours in the message."""
    return [
        Fault(file, 0, f"{scheme}: {colour} on {ground} is {found:.2f}, needs {least}")
        for colour, ground, least in PAIRS
        if (found := ratio(colours[colour], colours[ground])) < least
    ]
