"""Good and hostile files, as CSV and as JSON."""

from __future__ import annotations

import base64
import json
from typing import Any

from tests.interchange import Case
from tests.interchange_links import BOARD, DIGEST, GROUPS, ITEMS, PAYLOAD, SITE, ballot, board

LONG = "x" * 49
HEAD = "id,title,statement,felt_by,component,area,effort,days,procurement_weeks,status,design_document\r\n"
FILES = [
    Case(
        "a full row",
        "file",
        HEAD + 'PP-1,Slow,"When I deploy, I wait",ds;lead,CI/CD,deploy,M,12,3,chosen,docs/a.md\r\n',
    ),
    Case("title alone", "file", "title\nOne\nTwo\n", BOARD),
    Case("semicolons, byte-order mark, CRLF", "file", "\ufefftitle;effort\r\nOne;s\r\nTwo;L\r\n"),
    Case("tabs", "file", "title\teffort\nOne, and more\tS\n"),
    Case("old Macintosh line ends", "file", "title,effort\rOne,S\rTwo,M"),
    Case("line breaks and quotes in quotes", "file", 'title,statement\n"One ""big"" thing","When\nI wait"\n'),
    Case("no quote at the end", "file", 'title,effort\nOne,S\n"Two,M\nThree,L\nFour,S\n', BOARD),
    Case("text behind a quote", "file", 'title,effort\n"One" more,S\nTwo,M\n'),
    Case("a quote inside", "file", 'title,effort\nThe "big" one,S\n'),
    Case("a quote in the header that has no end", "file", 'title,"effort\nOne,S\n'),
    Case("too many cells", "file", "title,effort\nOne, and more,S\nTwo,M,,\n"),
    Case("too few cells", "file", "title,effort,days\nOne\n"),
    Case("columns that are not known", "file", "Title,Owner,EFFORT,title,,\nOne,me,S,Two,,x\n"),
    Case("no title", "file", "name,effort\nOne,S\nTwo,M\n"),
    Case("names of prototypes", "file", "title,__proto__,constructor,toString\nconstructor,1,2,3\n__proto__,1,2,3\n"),
    Case("formulas", "file", "title,statement\n=HYPERLINK(\"//x\"),'=1+1\n'@SUM(A1),+1\n-1 day,'plain\n''=x,\n"),
    Case(
        "scripts",
        "file",
        "title,design_document\n<script>alert(1)</script>,javascript:alert(1)\n<b>B</b>,data:text/html\nFine,HTTPS://x.example/\n",
    ),
    Case(
        "wrong in every column",
        "file",
        f"{HEAD}a b,{LONG},,;{'y' * 401};,toolbox,run,XL,3.5,521,done,vbscript:x\r\n",
        BOARD,
    ),
    Case(
        "numbers that are none",
        "file",
        "title,days\nOne,0\nTwo,-1\nThree,1e2\nFour,\u0663\nFive,1001\nSix,9999999999\nSeven,1000\nEight, 7 \n",
    ),
    Case(
        "titles that are there",
        "file",
        "title\nnobody   sees drift\nNew\nNEW\n\uff2eew\n\u200b\nNo\u200bl\u00adineage\n",
        BOARD,
    ),
    Case("ids that are there", "file", "id,title\np1,One\np9,Two\np9,Three\n,Four\n", BOARD),
    Case("a title that cannot be seen", "file", "title,effort\n\u200d\u200d,S\n,M\nx,L\n"),
    Case("empty rows", "file", "title\n\n  \nOne\n,,\n"),
    Case("a character that is broken", "file", "title\nOne \ud83d\nTwo\x00\x07 three\x85four\n"),
    Case(
        "right to left",
        "file",
        "title\n\u202eevil\u202c\n\u05e9\u05dc\u05d5\u05dd\n\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645\n",
    ),
    Case("the computed columns", "file", "title,quadrant,lead_score,firm\nOne,start,0.500,yes\n"),
    Case("10,000 rows", "file", {"parts": [["title,effort\n", 1], ["Point %,S\n", 10_000]]}, BOARD),
    Case("10,000 columns", "file", {"parts": [["title", 1], [",c%", 10_000], ["\nOne", 1], [",x", 10_001]]}),
    Case("more than 2 MB", "file", {"parts": [["title\n", 1], ["0123456789", 200_000]]}),
    Case("a quoted cell of 1.9 MB", "file", {"parts": [['title\n"', 1], ['""', 950_000]]}),
    Case("a header of 300 kB", "file", {"parts": [["title", 1], ['","', 100_000]]}),
    Case("nothing in it", "file", ""),
    Case("invisible things alone", "file", "\ufeff \u200b\n"),
    Case("any text", "file", "Dear all,\nplease find\n"),
    Case("a link", "file", f"\n{SITE}#vote={PAYLOAD}"),
    Case("a link that is cut", "file", f"{SITE}#vote={PAYLOAD[:-9]}"),
    Case(
        "ballots",
        "file",
        "voter,group,number,p1,p2,p9\nv1,business,,1,2,\nv2,Data Scientists,3,,1,1\nv3,data-science,1,1,1,\n",
        BOARD,
    ),
    Case("ballots with faults", "file", "voter,group,number,p1,p2\nv 1,hr,x,first,0\nv2,lead,1,,\n,,,1,2\n", BOARD),
    Case("ballots without a board", "file", "voter,group\nv1,lead\n"),
    Case("ballots without groups", "file", "voter,p1\nv1,1\n", BOARD),
    Case("UTF-16", "bytes", base64.b64encode("title\nOne\n".encode("utf-16")).decode()),
    Case("Latin-1", "bytes", base64.b64encode("title\nL\xe4nge\n".encode("latin-1")).decode()),
    Case("UTF-8 with its mark", "bytes", base64.b64encode(b"\xef\xbb\xbftitle\r\nL\xc3\xa4nge\r\n").decode()),
    Case("UTF-8 that is overlong", "bytes", base64.b64encode(b"title\n\xc0\xbcscript\n").decode()),
    Case(
        "a list",
        "list",
        "- Slow\n* \u201cNo\u201d tests\n3. Third, with comma\n\n=1+1\nno lineage\nx\n'-quoted\n",
        BOARD,
    ),
]


def text(data: Any) -> str:
    """Give JSON as a file has it."""
    return json.dumps(data, ensure_ascii=False)


VOTED = [
    {"voter": "v1", "group": "business", "number": 1, "items": DIGEST, "tiers": [["p2", "p3"], ["p1"]]},
    {"voter": "l", "group": "lead", "number": 2, "items": None, "tiers": [["p1"]]},
]
JSON = [
    Case("a board", "file", text(board(ballots=VOTED, decided={"lead": ["p2"], "others": []}, top=2))),
    Case(
        "a board without what may be missing",
        "file",
        text({"id": "b", "title": "B", "groups": GROUPS, "items": ITEMS[:1]}),
    ),
    Case("a board with a mark before it", "file", "\ufeff\n " + text(BOARD)),
    Case(
        "a slip",
        "file",
        text({"format": "playbook-slip/1", "board": "b", "title": "B", "groups": GROUPS, "items": ITEMS}),
    ),
    Case("a ballot", "file", text(ballot())),
    Case("a ballot without a digest", "file", text(ballot(items=None, salt=None))),
    Case("a ballot without its board", "file", text({key: value for key, value in ballot().items() if key != "board"})),
    Case("a list of boards", "file", text([BOARD])),
    Case("a format of tomorrow", "file", text(board(format="playbook-board/2"))),
    Case("a format that is a number", "file", text(board(format=1))),
    Case("a format that every object has", "file", text(board(format="constructor"))),
    Case("an empty object", "file", "{}"),
    Case("JSON cut short", "file", text(BOARD)[:-40]),
    Case("JSON with comments", "file", text(BOARD)[:-1] + "/* x */}"),
    Case("a key twice", "file", text(BOARD)[:-1] + ', "items": []}'),
    Case("a control in a text", "file", '{"id":"b\n"}'),
    Case("nested without end, in a file", "file", {"parts": [['{"items":', 1], ["[", 500_000]]}),
    Case("quotes without end", "file", {"parts": [["{", 1], ['\\"', 400_000]]}),
    Case("a text without end", "file", {"parts": [['{"a":"', 1], ["\\\\a", 400_000]]}),
    Case(
        "60 points are enough", "file", text(board(items=[{"id": f"p{n}", "title": f"Point {n}"} for n in range(61)]))
    ),
    Case("501 ballots", "file", text(board(ballots=[{**VOTED[0], "voter": f"v{n}"} for n in range(501)]))),
    Case("9 groups", "file", text(board(groups=[{"id": f"g{n}", "name": f"Group {n}"} for n in range(9)]))),
    Case("names that are not known", "file", text(board(x=1))),
    Case("names that are not known, inside", "file", text(BOARD).replace('"id": "p1"', '"id": "p1", "__proto__": {}')),
    Case("no lead", "file", text(board(groups=GROUPS[1:]))),
    Case(
        "ids that stand twice",
        "file",
        text(board(groups=[*GROUPS, GROUPS[0]], items=[*ITEMS, ITEMS[0]], ballots=[*VOTED, VOTED[0]])),
    ),
    Case(
        "ballots of nobody",
        "file",
        text(
            board(
                ballots=[
                    {**VOTED[0], "group": "hr"},
                    {**VOTED[1], "tiers": [["p77"]]},
                    {**VOTED[1], "voter": "z", "tiers": [[]]},
                ]
            )
        ),
    ),
    Case(
        "decided for a point that is not there", "file", text(board(decided={"lead": ["p9"], "others": ["p1", "p1"]}))
    ),
    Case(
        "an effort of another size",
        "file",
        text(board(items=[{**ITEMS[0], "effort": "XL", "days": "5", "area": 3, "status": None, "felt_by": "all"}])),
    ),
    Case(
        "cleaned on the way",
        "file",
        text(
            board(
                title="  A\u200b  board\t",
                items=[{"id": "a", "title": "\u202eOne", "statement": "a\u0007b", "felt_by": [" x "]}],
            )
        ),
    ),
    Case(
        "a script behind a design document",
        "file",
        text(board(items=[{**ITEMS[0], "design_document": " java\u200bscript:alert(1)"}])),
    ),
    Case("a semicolon in who feels it", "file", text(board(items=[{**ITEMS[0], "felt_by": ["a;b"]}]))),
    Case(
        "a title of 48 wide characters",
        "file",
        text(board(items=[{"id": "a", "title": "\U0001f600" * 48}, {"id": "b", "title": "\U0001f600" * 49}])),
    ),
    Case(
        "written",
        "write",
        board(
            ballots=VOTED,
            items=[
                *ITEMS,
                {"id": "x", "title": '=a,"b"', "statement": "'=x", "felt_by": ["a, b", "-c"], "days": 7, "effort": "S"},
            ],
        ),
    ),
    Case("written without points", "write", board(items=[])),
]
