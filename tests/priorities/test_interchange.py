"""Links, files and CSV: one corpus for both languages, hostile input of all kinds, and what must hold for any input."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from playbook.priorities import csv_files, files, links, merging, shapes
from playbook.priorities.cleaning import Refused, clean, fold, misfit, scrub
from playbook.priorities.tables import split, written
from playbook.records.board import Ballot, BallotFile, Board, SealFile, Slip
from tests.interchange import CORPUS, Case, answer, corpus, in_node, packed
from tests.interchange import written as corpus_text
from tests.interchange_cases import CASES
from tests.interchange_files import FILES, JSON
from tests.interchange_links import BOARD, SEAL, SLIP, VOTE, ballot
from tests.priorities.boards import boards, titles

few = settings(max_examples=40, deadline=None)
ANY = st.text(st.characters(), max_size=200)  # lone surrogates too
NASTY = [
    *"\"'{}[],:;\\\t\r\n=+-@#0159eEpx \u00e9",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\ud800",
    "\U0001f600",
    "\x00",
    "\x85",
    '""',
]
NASTY += [
    "null",
    "true",
    "1e400",
    "-0",
    "1.0",
    "NaN",
    "__proto__",
    "constructor",
    "p1",
    "lead",
    "title",
    "voter,group",
    "\u2028",
]


@pytest.fixture(scope="module")
def answers() -> list[Any]:
    """What Python answers to the corpus."""
    return [answer(case.asked()) for case in CASES]


def test_corpus_is_what_python_answers(answers: list[Any]) -> None:
    assert CORPUS.read_text(encoding="utf-8") == corpus_text(corpus(CASES, answers)), (
        "python -m tests.interchange, and read"
    )


def test_browser_answers_as_python(answers: list[Any]) -> None:
    for case, ours, theirs in zip(CASES, answers, in_node(case.asked() for case in CASES), strict=True):
        assert theirs == ours, case.name


def test_corpus_refuses_in_sentences(answers: list[Any]) -> None:
    reasons = {said for outcome in answers for _outcome, said in outcome.get("said", ())}
    for refused in filter(None, (outcome.get("refused") for outcome in answers)):
        reasons.update([refused] if isinstance(refused, str) else [sentence for sentence, _text in refused[:20]])
    assert len(reasons) > 100
    for reason in reasons:
        assert re.fullmatch(r"[A-Za-z0-9“].*[.”]", reason), reason
        assert scrub(reason).text == reason


def mutated(chance: random.Random, text: str) -> str:
    """Change a text in a few places."""
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 30)))
        kind = chance.randrange(4)
        put = "" if kind == 0 else text[start:end] * 2 if kind == 1 else chance.choice(NASTY)
        text = text[:start] + put + text[end if kind < 3 else start :]
    return text


def mutations(seed: int, count: int) -> Iterator[Case]:
    """Give links, files and lists that were changed by chance."""
    chance = random.Random(seed)
    small = [case for case in [*FILES, *JSON] if case.does in ("file", "list") and len(json.dumps(case.given)) < 4000]
    small = [case for case in small if isinstance(case.given, str)]
    for number in range(count):
        if number % 3 == 0:
            text = mutated(chance, chance.choice((VOTE, SLIP, SEAL)))
            link = chance.choice(("", "#vote=", "#ballot=", "#seal=")) + packed(text)
            yield Case(text, "link", mutated(chance, link) if chance.random() < 0.2 else link)
        else:
            case = chance.choice(small)
            yield Case(case.name, case.does, mutated(chance, case.given), chance.choice((BOARD, case.board or BOARD)))


def test_both_answer_the_same_to_whatever_chance_makes() -> None:
    cases = list(mutations(20, 600))
    answers = [answer(case.asked()) for case in cases]
    for case, ours, theirs in zip(cases, answers, in_node(case.asked() for case in cases), strict=True):
        assert theirs == ours, (case.name, case.given)
    refused = sum("refused" in one and bool(one["refused"]) for one in answers)
    assert len(cases) * 0.3 < refused < len(cases) * 0.95, "else chance changes too much or too little"


@few
@given(ANY)
@example("1" + "A" * 70_000)
def test_decode_gives_data_or_refuses(text: str) -> None:
    for tried in (text, f"#vote={text}", f"1{text}", packed(text), f"#seal={packed(text)}"):
        with suppress(Refused):
            assert links.decode(tried).kind in ("ballot", "vote", "seal")


ATOMS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["p1", "lead", "b", "v", "", "constructor"])
)
DATA = st.recursive(
    ATOMS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from([*"vbtgiwndrshx", "__proto__"]), inner),
    max_leaves=12,
)


@few
@given(st.dictionaries(st.sampled_from([*"vbtgiwndrsh"]), DATA).map(lambda data: data | {"v": 1}))
def test_decode_gives_data_or_refuses_whatever_the_json(data: dict[str, Any]) -> None:
    for kind in ("vote", "ballot", "seal"):
        with suppress(Refused):
            assert links.decode(f"#{kind}={packed(json.dumps(data))}").kind == kind


@few
@given(ANY | st.binary(max_size=200))
def test_read_file_gives_data_or_refuses(given_: str | bytes) -> None:
    for board in (None, Board.model_validate(BOARD)):
        try:
            found = files.read_file(given_, board)
        except Refused:
            continue
        assert isinstance(found, files.Given | csv_files.Points | csv_files.Ballots)


@few
@given(boards())
def test_links_and_files_come_back_as_they_went(board: Board) -> None:
    sent: list[Slip | BallotFile | SealFile] = [
        *(BallotFile(format="playbook-ballot/1", board=board.id, **one.model_dump()) for one in board.ballots),
        *(SealFile(board=board.id, **one.model_dump()) for one in board.seals),
    ]
    if board.items:
        sent.append(merging.slip_of(board))
    for one in sent:
        back = links.decode(f"https://x/#{links.kind_of(one)}={links.encode(one)}")
        assert not back.notes
        without = {"items": {"__all__": {"statement"}}} if isinstance(one, Slip) else None
        assert back.data.model_dump(exclude=without) == one.model_dump(exclude=without)
        if not isinstance(one, SealFile):
            assert files.read_file(files.written(one)) == (one, ())
    assert files.read_file(files.written(board)) == (board, ())


@few
@given(boards())
def test_csv_comes_back_as_it_went(board: Board) -> None:
    points = csv_files.read_items(csv_files.write_items(board))
    assert points.items == board.items
    assert not points.refused
    text = csv_files.write_items(board)
    for cell in (cell for row in split(text)[1:] for cell in row.cells):
        assert not re.match(r"[=+\-@\t\r]", cell), "a spreadsheet would compute it"
    emptied = board.model_copy(update={"ballots": (), "seals": ()})
    ballots = csv_files.read_ballots(csv_files.write_ballots(board), emptied)
    assert not ballots.refused
    for one in ballots.ballots:
        emptied = merging.accept(emptied, one).board
    plain = [(one.voter, one.group, one.number, tuple(map(sorted, one.tiers))) for one in board.ballots]
    assert [(one.voter, one.group, one.number, tuple(map(sorted, one.tiers))) for one in emptied.ballots] == plain


@few
@given(st.lists(st.lists(ANY.map(lambda text: scrub(text).text), min_size=2, max_size=4), max_size=5))
def test_any_cells_come_back(rows: list[list[str]]) -> None:
    head = ["title", "statement", "days", "area"]
    back = split(written([head, *rows]))[1:]
    kept = [row for row in rows if any(row)]
    assert len(back) == len(kept)
    for row, cells in zip(back, kept, strict=True):
        assert row.fault is None
        assert [cell[1:] if re.match(r"'+[=+\-@]", cell) else cell for cell in row.cells] == cells


@few
@given(st.lists(st.tuples(titles(), st.sampled_from(["S", "m", "", "XL"])), max_size=80))
def test_each_row_is_taken_in_or_listed(rows: list[tuple[str, str]]) -> None:
    text = written([("title", "effort"), *rows])
    points = csv_files.read_items(text, Board.model_validate(BOARD).items)
    given_rows = [row for row in rows if any(row)]
    assert len(points.items) + len({one.row for one in points.refused}) == len(given_rows)
    assert {item.title for item in points.items} <= {title for title, _effort in given_rows}
    assert len(points.items) <= 56


@few
@given(boards(), st.data())
def test_merging_again_changes_nothing_and_order_does_not_matter(board: Board, data: st.DataObject) -> None:
    sent = [BallotFile(format="playbook-ballot/1", board=board.id, **one.model_dump()) for one in board.ballots]
    empty = board.model_copy(update={"ballots": (), "seals": ()})

    def merged(order: list[BallotFile]) -> Board:
        into = empty
        for one in order:
            into = merging.accept(into, one).board
        return into

    once = merged(sent)
    assert merged([*sent, *sent]) == once
    for one in sent:
        again = merging.accept(once, one)
        assert again.outcome == "already"
        assert again.board == once
    other = merged(data.draw(st.permutations(sent)))
    assert sorted(other.ballots, key=lambda one: one.voter) == sorted(once.ballots, key=lambda one: one.voter)


@few
@given(
    boards(),
    st.lists(
        st.lists(st.sampled_from([*(f"p{n}" for n in range(1, 9)), "gone", "constructor"]), max_size=4), max_size=5
    ),
)
def test_merging_keeps_or_names_every_id(board: Board, tiers: list[list[str]]) -> None:
    sent = BallotFile.model_validate(ballot(board=board.id, group="lead", voter="new-one", tiers=tiers))
    board = board.model_copy(update={"seals": ()})
    merged = merging.accept(board, sent)
    new = next((one for one in merged.board.ballots if one.voter == "new-one"), Ballot(voter="x", group="x", tiers=()))
    kept = {key for tier in new.tiers for key in tier}
    assert merged.outcome == "refused" or all(
        key in kept or re.search(rf"\b{key}\b", merged.said) for tier in tiers for key in tier
    )
    assert kept <= {item.id for item in board.items}
    assert merged.outcome != "refused" or merged.board == board


@few
@given(st.text(st.characters(), max_size=80))
def test_cleaning_is_done_once(text: str) -> None:
    once = scrub(text)
    assert scrub(once.text) == (once.text, ())
    assert fold(once.text) == fold(text)
    if misfit(once.text, 1, 48):
        with pytest.raises(Refused):
            clean(text, 48)
    else:
        assert clean(text, 48) == once


def test_seal_opens_with_its_own_ballot_alone() -> None:
    sealed = BallotFile.model_validate(ballot(voter="l", group="lead", salt="0123456789"))
    seal = SealFile(board="b-7", voter="l", group="lead", hash=merging.hash_of(sealed))
    board = merging.accept_seal(Board.model_validate(BOARD), seal).board
    other = sealed.model_copy(update={"tiers": (("p3",),)})
    bare = sealed.model_copy(update={"salt": None})
    for one, outcome in ((bare, "refused"), (other, "refused"), (sealed, "added")):
        assert merging.accept(board, one, merging.opens(board, one)).outcome == outcome
    turned = sealed.model_copy(update={"tiers": tuple(tuple(reversed(tier)) for tier in sealed.tiers)})
    assert merging.hash_of(turned) == seal.hash
    for one in (sealed, bare):
        asked = {"does": "hash", "given": one.model_dump(mode="json", exclude_none=True)}
        assert in_node([asked]) == [{"hash": merging.hash_of(one)}]


def test_shapes_are_those_of_the_browser() -> None:
    assert in_node([{"does": "shapes", "given": None}]) == [json.loads(json.dumps(shapes.known()))]


@pytest.mark.parametrize("kind", ["vote", "ballot", "seal"])
def test_what_one_packs_the_other_unpacks(kind: str) -> None:
    text = {"vote": VOTE, "ballot": SLIP.replace("Slow", "L\u00e4ngst \U0001f600"), "seal": SEAL}[kind]
    held = answer({"does": "link", "given": packed(text), "board": None})
    (theirs,) = in_node([{"does": "encode", "given": {"kind": kind, "data": held["data"]}}])
    assert answer({"does": "link", "given": f"#{kind}={theirs['payload']}", "board": None}) == held
