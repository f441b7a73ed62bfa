"""Good and hostile links, and the board and the ballot that other cases rest on."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.interchange import Case, packed

GROUPS = [
    {"id": "lead", "name": "MLOps lead"},
    {"id": "data-science", "name": "Data scientists"},
    {"id": "business", "name": "Business"},
]
TITLES = ("Deployments take a week", "Nobody sees drift", "No lineage", "Manual retraining")
ITEMS = [{"id": f"p{number}", "title": title} for number, title in enumerate(TITLES, start=1)]
DIGEST = "dd9d84f4"


def board(**changes: Any) -> dict[str, Any]:
    """Give the board of four points."""
    parts: dict[str, Any] = {"format": "playbook-board/1", "id": "b-7", "title": "Spring", "top": None}
    parts |= {"groups": GROUPS, "items": ITEMS, "ballots": [], "seals": [], "decided": {"lead": [], "others": []}}
    whole = [{**DEFAULTS, **item} for item in changes.pop("items", parts["items"])]
    return parts | changes | {"items": whole}


DEFAULTS: dict[str, Any] = {"id": "", "title": "", "statement": "", "felt_by": [], "component": None, "area": None}
DEFAULTS |= {"effort": None, "days": None, "procurement_weeks": 0, "status": "collected", "design_document": ""}
BOARD = board()


def ballot(**changes: Any) -> dict[str, Any]:
    """Give a ballot file that ranks two points."""
    parts = {"format": "playbook-ballot/1", "board": "b-7", "voter": "v1", "group": "business", "number": 1}
    return {**parts, "items": DIGEST, "tiers": [["p2"], ["p1"]], **changes}


VOTE = '{"v":1,"b":"b-7","w":"v1","g":"business","n":2,"d":"dd9d84f4","r":[["p2"],["p1","p3"]]}'
SLIP = (
    '{"v":1,"b":"b-7","t":"Spring","g":[["lead","MLOps lead"],["business","Business"]],'
    '"i":[["p1","Slow"],["p2","No lineage"]]}'
)
SEAL = f'{{"v":1,"b":"b-7","w":"lead","g":"lead","h":"{"ab" * 32}"}}'
SITE = "https://playbook.example/latest/priorities/board/"


def vote(**changes: Any) -> str:
    """Give the payload of a vote with other parts."""
    return packed(json.dumps({**json.loads(VOTE), **changes}))


def slip(**changes: Any) -> str:
    """Give the payload of a board for voters with other parts."""
    return packed(json.dumps({**json.loads(SLIP), **changes}))


def bits(text: str, *places: int) -> str:
    """Flip the lowest bit of the letters at `places`, in the alphabet of the payload."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    changed = list(text)
    for place in places:
        changed[place] = letters[letters.index(changed[place]) ^ 1]
    return "".join(changed)


PAYLOAD = packed(VOTE)
LINKS = [
    Case("a vote, as a whole link", "link", f"{SITE}#vote={PAYLOAD}"),
    Case("a vote, broken into lines by a mail program", "link", f" {SITE}#vote={PAYLOAD[:30]}\r\n{PAYLOAD[30:]}\n"),
    Case("a vote, what stands behind the #", "link", f"vote={PAYLOAD}"),
    Case("a vote, the payload alone", "link", PAYLOAD),
    Case("a vote that opens a seal", "link", vote(s="0123456789abcdef")),
    Case("a board for voters", "link", f"{SITE}#ballot={packed(SLIP)}"),
    Case("a seal", "link", packed(SEAL)),
    Case("a seal called a vote", "link", f"#vote={packed(SEAL)}"),
    Case("a vote called a board", "link", f"#ballot={PAYLOAD}"),
    Case("nothing", "link", ""),
    Case("white space", "link", " \n "),
    Case("another address", "link", "https://playbook.example/"),
    Case("a script as an address", "link", "javascript:alert(1)"),
    Case("an empty payload", "link", "#vote="),
    Case("the version alone", "link", "1"),
    Case("words around the link", "link", f"my vote: {SITE}#vote={PAYLOAD}."),
    Case("no base64url", "link", "#vote=1eJw+/="),
    Case("a length that base64 never has", "link", "1AAAAA"),
    Case("another version of the payload", "link", f"#vote=2{PAYLOAD[1:]}"),
    Case("another version of the data", "link", vote(v=2)),
    Case("the version is true", "link", vote(v=True)),
    Case("the version as a decimal", "link", packed(VOTE.replace('"v":1', '"v":1.0'))),
    *(Case(f"cut after {length} letters", "link", PAYLOAD[:length]) for length in (2, 3, 4, 20, len(PAYLOAD) // 2)),
    *(Case(f"the last {length} letters are missing", "link", PAYLOAD[:-length]) for length in (1, 2, 4, 8)),
    *(
        Case(f"a bit is flipped at {place}", "link", bits(PAYLOAD, place))
        for place in (1, 2, 3, 10, 40, len(PAYLOAD) - 4)
    ),
    Case("something behind the end of the stream", "link", packed(VOTE, more=b"more")),
    Case("a second stream behind the first", "link", packed(VOTE, more=base64.urlsafe_b64decode(PAYLOAD[1:] + "=="))),
    Case("no stream at all", "link", "1" + base64.urlsafe_b64encode(VOTE.encode()).decode().rstrip("=")),
    Case("a bomb of 3 MB", "link", packed(b" " * 3_000_000)),
    Case("a bomb that is JSON", "link", packed('{"v":1,"b":"' + "a" * 400_000 + '"}')),
    Case("just under 256 kB", "link", packed(VOTE + " " * (262_144 - len(VOTE)))),
    Case("just over 256 kB", "link", packed(VOTE + " " * (262_145 - len(VOTE)))),
    Case("a link of 1 MB", "link", {"parts": [[f"{SITE}#vote=1", 1], ["eJwBAAD_", 131_072]]}),
    Case("just under 64 kB", "link", {"parts": [["#vote=1", 1], ["A", 65_529]]}),
    Case("just over 64 kB", "link", {"parts": [["#vote=1", 1], ["A", 65_530]]}),
    Case("no UTF-8", "link", packed(b'{"v":1,"b":"\xff\xfe"}')),
    Case("a lone surrogate in UTF-8", "link", packed('{"v":1,"b":"\ud800"}')),
    Case("a byte-order mark", "link", packed("\ufeff" + VOTE)),
    Case("no JSON", "link", packed("no JSON")),
    Case("JSON that breaks off", "link", packed(VOTE[:-4])),
    Case("JSON with more behind it", "link", packed(VOTE + "{}")),
    Case("a list", "link", packed("[1]")),
    Case("a number", "link", packed("1")),
    Case("null", "link", packed("null")),
    Case("a name twice", "link", packed(VOTE.replace('"n":2', '"n":2,"n":3'))),
    Case("a name twice, once escaped", "link", packed(VOTE.replace('"n":2', '"n":2,"\\u006e":3'))),
    Case("nested without end", "link", packed('{"v":1,"r":' + "[" * 50_000)),
    Case("nested 17 deep", "link", packed('{"v":1,"r":' + "[" * 16 + "]" * 16 + "}")),
    Case("brackets in a text nest nothing", "link", vote(b="[" * 20)),
    Case("a number that is none", "link", packed(VOTE.replace('"n":2', '"n":NaN'))),
    Case("a number without end", "link", packed(VOTE.replace('"n":2', '"n":Infinity'))),
    Case("a huge number", "link", packed(VOTE.replace('"n":2', '"n":1e400'))),
    Case("a number of 5,000 digits", "link", packed(VOTE.replace('"n":2', f'"n":{"9" * 5000}'))),
    Case("a number past what is exact", "link", packed(VOTE.replace('"n":2', '"n":9007199254740993'))),
    Case("a fraction", "link", vote(n=1.5)),
    Case("a whole number as a decimal", "link", packed(VOTE.replace('"n":2', '"n":2.0'))),
    Case("a number as a text", "link", vote(n="2")),
    Case("the number is true", "link", vote(n=True)),
    Case("the number is nought", "link", vote(n=0)),
    Case("the number is negative nought", "link", packed(VOTE.replace('"n":2', '"n":-0'))),
    Case("no number", "link", packed(VOTE.replace('"n":2,', ""))),
    Case("a part is missing", "link", packed(VOTE.replace('"w":"v1",', ""))),
    Case("a part that is not known", "link", vote(x=1, **{"10": 1, "9": 2})),
    Case("the name of a prototype", "link", packed(VOTE.replace('"n":2', '"n":2,"__proto__":{"number":9}'))),
    Case("the long name of a part", "link", vote(title="x")),
    Case("an id that is a prototype", "link", vote(w="__proto__")),
    Case("ids that every object has", "link", vote(w="constructor", r=[["toString", "valueOf"], ["hasOwnProperty"]])),
    Case("an id with a line break at the end", "link", vote(w="v1\n")),
    Case("an id of letters that look alike", "link", vote(w="v\u0430")),
    Case("an id that is too long", "link", vote(w="v" * 25)),
    Case("an id that is a script", "link", vote(w="<script>alert(1)</script>")),
    Case("a digest in capitals", "link", vote(d="DD9D84F4")),
    Case("no digest", "link", vote(d=None)),
    Case("nothing is ranked", "link", vote(r=[])),
    Case("nothing is ranked in two tiers", "link", vote(r=[[], []])),
    Case("an id twice", "link", vote(r=[["p1"], ["p2", "p1"]])),
    Case("tiers that are no lists", "link", vote(r=["p1", {"p2": 1}, None, 7])),
    Case("tiers that are a text", "link", vote(r="p1")),
    Case("61 tiers", "link", vote(r=[[f"p{number}"] for number in range(61)])),
    Case("all faults at once", "link", packed('{"v":1,"b":1,"w":2,"g":3,"n":4.5,"d":5,"r":6,"s":7}')),
    Case("titles with markup", "link", slip(i=[["p1", "<img src=x onerror=alert(1)>"], ["p2", "{{ constructor }}"]])),
    Case(
        "titles that cannot be seen as they are",
        "link",
        slip(i=[["p1", "\u202eesreveR\u202c"], ["p2", "Zero\u200bwidth\ufeff"]]),
    ),
    Case("a broken character, escaped", "link", packed(SLIP.replace("Slow", "Slow \\ud83d"))),
    Case("two that look the same", "link", slip(i=[["p1", "No lineage"], ["p2", "NO\u00a0LINE\u00adAGE"]])),
    Case("an id twice in a board", "link", slip(i=[["p1", "One"], ["p1", "Two"]])),
    Case("a title that only joins", "link", slip(i=[["p1", "\u200d\u200c"]])),
    Case("points that are no pairs", "link", slip(i=[["p1"], ["p2", "Two", 3], "p3", {"id": "p4", "title": "Four"}])),
    Case("a board without points", "link", slip(i=[])),
    Case("a board with 61 points", "link", slip(i=[[f"p{number}", f"Point {number}"] for number in range(61)])),
    Case("a board without the lead", "link", slip(g=[["data-science", "Data"], ["business", "Business"]])),
    Case("a board with one group", "link", slip(g=[["lead", "Lead"]])),
]
