"""What comes in: links, files, ballots to merge, texts to clean. tests/interchange.py says what becomes of them."""

from __future__ import annotations

from tests.interchange import Case
from tests.interchange_files import FILES, JSON, VOTED
from tests.interchange_links import BOARD, LINKS, ballot, board

GONE = ballot(items="00000000", tiers=[["p9", "p2"], ["p8"], ["p1"]])
SEALED = {"board": "b-7", "voter": "lead", "group": "lead", "hash": "cd" * 32}
MERGING = [
    Case("added", "merge", [ballot()], BOARD),
    Case("counted once", "merge", [ballot(), ballot(), ballot(tiers=[["p2"], [], ["p1"]])], BOARD),
    Case("replaced by a higher number", "merge", [ballot(), ballot(number=3, tiers=[["p4"]])], BOARD),
    Case("replaced by the same number", "merge", [ballot(), ballot(tiers=[["p4"]])], BOARD),
    Case("the same ranking with a higher number", "merge", [ballot(), ballot(number=2), ballot()], BOARD),
    Case("the newer one counts", "merge", [ballot(number=5), ballot(number=4, tiers=[["p4"]])], BOARD),
    Case(
        "the same tiers in another order", "merge", [ballot(tiers=[["p1", "p2"]]), ballot(tiers=[["p2", "p1"]])], BOARD
    ),
    Case("another group", "merge", [ballot(), ballot(number=2, group="lead")], BOARD),
    Case("a group that is not there", "merge", [ballot(group="constructor")], BOARD),
    Case("for another board", "merge", [ballot(board="b-8")], BOARD),
    Case("of an older list", "merge", [GONE], BOARD),
    Case("nothing of it is left", "merge", [ballot(items="00000000", tiers=[["p9"], ["constructor", "p8"]])], BOARD),
    Case(
        "sealed, then opened",
        "merge",
        [
            SEALED,
            SEALED,
            ballot(voter="lead", group="lead"),
            ballot(voter="lead", group="lead", salt="false123"),
            ballot(voter="lead", group="lead", salt="true1234"),
            {**SEALED, "hash": "ef" * 32},
        ],
        BOARD,
    ),
    Case(
        "sealed anew",
        "merge",
        [SEALED, {**SEALED, "hash": "ef" * 32}, {**SEALED, "board": "b-8"}, {**SEALED, "group": "hr"}],
        BOARD,
    ),
    Case(
        "500 ballots are enough",
        "merge",
        [ballot(), ballot(voter="v7", tiers=[["p3"]])],
        board(ballots=[{**VOTED[0], "voter": f"v{n}"} for n in range(2, 502) if n != 7][:499]),
    ),
]

CLEANING = [
    Case("spaces", "clean", ["  a \t\r\n b\u00a0\u2003c ", 48, 2]),
    Case("joiners stay", "clean", ["\U0001f468\u200d\U0001f469\u200d\U0001f467 \u0645\u06cc\u200c\u062e", 48, 2]),
    Case("all that is taken out", "clean", ["a\u200e\u200f\u061c\u202a\u202e\u2066\u2069\u200b\u2060\ufeffb", 48, 2]),
    Case("controls", "clean", ["a\x00b\x1bc\x7fd\x9fe", 48, 2]),
    Case("a pair is whole, halves are not", "clean", ["\U0001f600 \ud83d \ude00", 48, 2]),
    Case("too long", "clean", ["\U0001f600" * 49, 48, 2]),
    Case("too long before it is cleaned", "clean", ["a" + " " * 90 + "b", 48, 2]),
    Case("too short", "clean", ["a", 48, 2]),
    Case("empty", "clean", [" \u200b ", 48, 2]),
    Case("may be empty", "clean", ["", 48, 0]),
    Case("cannot be seen", "clean", ["\u200d\u3164\u00ad", 48, 2]),
    Case("sharp s, ligature, width", "clean", ["stra\u00dfe \ufb01 \uff21", 48, 2]),
    Case("dotless i, dotted I, sigmas", "clean", ["\u0131 \u0130 \u03a3\u03c2", 48, 2]),
    Case("one letter that is two", "list", "50 kg\n50 \u338f\n50 KG", BOARD),
    Case("a mark before a quote", "points", '\ufeff"title"\n"One"\n', BOARD),
    Case("numbers are not used again", "list", "New", board(ballots=[{**VOTED[0], "tiers": [["p17"]]}])),
]

CASES = [*LINKS, *FILES, *JSON, *MERGING, *CLEANING]
