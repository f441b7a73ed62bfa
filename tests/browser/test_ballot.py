"""The voter's ballot in a browser: ranked in every way, handed back, sealed, remembered; and what hostile links do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from playbook.priorities.links import decode, encode
from playbook.priorities.merging import digest, hash_of
from playbook.records.board import BallotFile, SealFile
from tests.browser.axe import judge
from tests.browser.ballot_tool import (
    PAGE,
    RANKED,
    TITLES,
    arrive,
    by_buttons,
    by_dragging,
    by_keyboard,
    by_numbers,
    filmed,
    follow,
    place,
    press,
    rows,
    slip,
    tiers,
    with_finger,
    with_mouse,
)
from tests.browser.views import View, sticking_out
from tests.browsing import launch

PHONE: ViewportSize = {"width": 390, "height": 844}
REFUSES = """for (const name of ["getItem", "setItem", "removeItem"]) Storage.prototype[name] = function (key) {
  if (String(key).startsWith("playbook-ballot")) throw new DOMException("no", window.reason ?? "SecurityError");
  return null;
};"""


def hand_back(page: Page, button: str = "Hand it back") -> BallotFile | SealFile:
    """Press the button and give what the link holds."""
    page.get_by_role("button", name=button).click()
    expect(page.locator("#ballot-out")).to_be_focused()
    link = page.locator("#ballot-given").input_value()
    assert link.startswith(re.sub(r"ballot/.*", "board/#", page.url)), link
    data = decode(link).data
    assert isinstance(data, BallotFile | SealFile)
    return data


def test_every_way_of_ranking_gives_the_same(browser: Browser, site_url: str) -> None:
    """By mouse, finger, buttons, numbers and the keyboard alone; what moved is said, and keeps the focus."""
    ways: dict[str, Callable[[Page], None]] = {
        "buttons": by_buttons,
        "numbers": by_numbers,
        "keyboard": by_keyboard,
        "mouse": lambda page: by_dragging(page, with_mouse(page)),
        "finger": lambda page: by_dragging(page, with_finger(page)),
    }
    said = {"buttons": f"{TITLES[5]} is not ranked any more", "keyboard": f"{TITLES[1]} is now 3 of 6"}
    context = browser.new_context(viewport=PHONE, has_touch=True)
    page = arrive(context.new_page(), site_url)
    for name, way in ways.items():
        page.evaluate("document.querySelector('playbook-ballot').rank({ tiers: [] })")
        expect(page.locator(".g-rank__none")).to_be_visible()
        way(page)
        expect(rows(page).nth(3)).to_contain_text(TITLES[1])
        assert [sorted(tier) for tier in tiers(page)] == RANKED, name
        numbers = page.locator(".g-rank__place").evaluate_all("fields => fields.map(field => field.value)")
        assert numbers == ["1", "2", "2", "3", "", ""], name
        expect(page.locator("playbook-rank-list [role=status]")).to_have_text(said.get(name, re.compile("^.")))
    context.close()


def test_at_the_ends_and_out_of_ties(page: Page, site_url: str) -> None:
    arrive(page, site_url)
    by_buttons(page)
    for what, item in (("Up", 3), ("Same as above", 3), ("Down", 2)):
        end = page.get_by_role("button", name=f"{what}: {TITLES[item - 1]}")
        expect(end).to_have_attribute("aria-disabled", "true")
        end.press("Enter")
    assert [sorted(tier) for tier in tiers(page)] == RANKED, "at the ends nothing happens"
    press(page, "Up", 5)
    assert tiers(page) == [["p3"], ["p5"], ["p1"], ["p2"]], "out of a tie to a place of its own"
    press(page, "Same as above", 1)
    press(page, "Same as above", 1)
    assert tiers(page) == [["p3"], ["p5"], ["p1"], ["p2"]], "the button that ties unties"
    for typed in ("0", "7", "x", "1.5", "-1", "999"):
        place(page, TITLES[3]).fill(typed)
        place(page, TITLES[3]).press("Enter")
        expect(place(page, TITLES[3])).to_have_attribute("aria-invalid", "true")
        expect(place(page, TITLES[3])).to_have_value(typed)
        expect(place(page, TITLES[3])).to_have_accessible_description(re.compile("whole number from 1 to 6"))
    place(page, TITLES[3]).fill("2")
    page.get_by_role("button", name=f"Up: {TITLES[1]}").click()  # the number that was just typed counts before
    expect(rows(page).nth(2)).to_contain_text(TITLES[3])
    assert tiers(page) == [["p3"], ["p5", "p4"], ["p2"], ["p1"]]
    grip, target = (page.locator(f"[data-id={item}] .g-rank__grip").bounding_box() for item in ("p1", "p3"))
    assert grip
    assert target
    page.mouse.move(grip["x"] + 9, grip["y"] + 9)
    page.mouse.down()
    page.mouse.move(target["x"] + 9, target["y"] + 9, steps=2)
    expect(page.locator("[data-drop]")).to_have_count(1)
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(page.locator("[data-drop]")).to_have_count(0)
    assert tiers(page) == [["p3"], ["p5", "p4"], ["p2"], ["p1"]], "Escape lets go"
    page.set_viewport_size(PHONE)
    page.get_by_label("Business").check()
    place(page, TITLES[0]).fill("")
    page.get_by_role("button", name="Hand it back").click(delay=100)
    expect(
        page.locator("#ballot-out")
    ).to_be_focused()  # nothing moved away from under the finger before it was up again
    assert tiers(page) == [["p3"], ["p5", "p4"], ["p2"]]


def test_handed_back_as_link_code_and_file(page: Page, site_url: str) -> None:
    arrive(page, site_url)
    page.get_by_role("button", name="Hand it back").click()
    expect(page.get_by_text("Choose whom you speak for")).to_be_visible()
    page.get_by_label("Business").check()
    page.get_by_role("button", name="Hand it back").click()
    expect(page.get_by_text("Rank one point at least.")).to_be_visible()
    by_numbers(page)
    ballot = hand_back(page)
    assert isinstance(ballot, BallotFile)
    assert (ballot.board, ballot.group, ballot.number, ballot.items) == ("spring", "business", 1, digest(slip().items))
    assert [sorted(tier) for tier in ballot.tiers] == RANKED
    expect(page.get_by_text("Your code is")).to_contain_text(ballot.voter[:4])
    # our own QR code, as it is drawn, read by our own reader
    link = page.locator("#ballot-given").input_value()
    photo = page.locator(".g-qr").screenshot()
    page.get_by_text("Open another ballot").click()
    page.evaluate("addEventListener('scanned', event => { window.scanned = event.detail.text; })")
    chosen = page.locator("input[type=file][accept='image/*']")
    chosen.set_input_files({"name": "code.png", "mimeType": "image/png", "buffer": photo})
    page.wait_for_function("window.scanned")
    assert page.evaluate("window.scanned") == link
    expect(page.locator(".g-ballot__wrong")).to_contain_text("opened on the board")
    blank = page.locator("h3").first.screenshot()
    chosen.set_input_files({"name": "wall.png", "mimeType": "image/png", "buffer": blank})
    expect(page.locator(".g-scan__said")).to_contain_text("There is no code to be read in wall.png")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the file").click()
    saved = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert BallotFile.model_validate_json(json.dumps(saved)) == ballot
    assert download.value.suggested_filename == f"ballot-{ballot.voter[:4]}-1.json"
    # the number counts up only when something has changed; a reload forgets nothing
    page.reload()
    page.locator("[data-tool]").scroll_into_view_if_needed()
    expect(page.get_by_text("This is ballot 1, as you handed it back.")).to_be_visible()
    assert hand_back(page) == ballot
    press(page, "Take out", 2)
    expect(page.locator("#ballot-out")).to_have_count(0)
    expect(page.get_by_text("Changed since ballot 1.")).to_be_visible()
    page.evaluate("() => { navigator.share = async what => { window.shared = what.url; }; }")
    second = hand_back(page)
    page.get_by_role("button", name="Share it").click()
    assert page.evaluate("shared") == page.locator("#ballot-given").input_value()
    assert isinstance(second, BallotFile)
    assert (second.voter, second.number, len(second.tiers)) == (ballot.voter, 2, 2)


def test_sealed_first_and_opened_later(page: Page, site_url: str) -> None:
    arrive(page, site_url)
    page.get_by_label("MLOps lead").check()
    by_numbers(page)
    seal = hand_back(page, "Seal it first")
    assert isinstance(seal, SealFile)
    expect(page.locator(".g-ballot__hash")).to_have_text(" ".join(re.findall("....", seal.hash)))
    expect(rows(page)).to_have_count(0)
    page.reload()
    page.locator("[data-tool]").scroll_into_view_if_needed()
    opened = hand_back(page, "Open the seal")
    assert isinstance(opened, BallotFile)
    assert hash_of(opened) == seal.hash
    forged = """async ([base, ballot, hash]) => {
      const { verify } = await import(`${base}assets/tools/priorities/seal.js`);
      const changes = [{}, { tiers: ballot.tiers.toReversed() }, { salt: "00000000" }, { salt: undefined },
        { voter: "somebody" }, { number: 2 }, { tiers: ballot.tiers.map(tier => tier.toReversed()) }];
      return Promise.all(changes.map(change => verify({ ...ballot, ...change }, hash)));
    }"""
    data = opened.model_dump(mode="json")
    assert page.evaluate(forged, [site_url, data, seal.hash]) == [True, False, False, False, False, False, True]
    page.get_by_text("Rank anew").click()
    page.get_by_role("button", name="Change the ranking").click()
    press(page, "Take out", 2)
    again = hand_back(page)
    assert isinstance(again, BallotFile)
    assert (again.number, again.salt) == (2, None)


def test_what_a_link_may_do(page: Page, site_url: str) -> None:
    """Damaged, foreign, old and hostile ones are refused with the reason; a newer list keeps places."""
    evil = "<img src=x onerror=document.title='taken'>"
    arrive(page, site_url, slip(evil, *TITLES[1:]))
    page.get_by_label("Data scientists").check()
    place(page, evil).fill("1")
    press(page, "Rank it", 2)
    mine = tiers(page)
    good = encode(slip())
    ballot = BallotFile(format="playbook-ballot/1", board="spring", voter="me", group="lead", tiers=(("p1",),))
    said = page.locator(".g-ballot__wrong")
    for fragment, reason in (
        (f"ballot={good[:-9]}", "cut off or changed"),
        (f"ballot=2{good[1:]}", "another version"),
        (f"ballot={'1' + 'A' * 70_000}", "64 kB"),
        (f"vote={encode(ballot)}", "opened on the board"),
        ("ballot=", "no link"),
        ("something=else", "no board for voters"),
    ):
        follow(page, fragment)
        expect(said).to_contain_text(reason)
        expect(said).to_contain_text("What you have ranked is as it was.")
        assert tiers(page) == mine
    page.get_by_text("Open another ballot").click()
    page.get_by_label("Paste the link").fill("https://example.org/?x=<b>")
    page.get_by_role("button", name="Open it").click()
    expect(said).to_contain_text("no board for voters")
    chosen = page.locator("input[type=file][accept*=json]")
    chosen.set_input_files({"name": "x.json", "mimeType": "application/json", "buffer": b'{"format": "other/1"}'})
    expect(said).to_contain_text("Its format must be")
    assert tiers(page) == mine
    # the list of a newer link
    newer = slip(*TITLES[1:], "Nobody may integrate", first=2)
    page.get_by_label("Paste the link").fill(
        f"see https://example.org/priorities/ballot/#ballot={encode(newer)}".split()[1]
    )
    page.get_by_role("button", name="Open it").click()
    notes = page.locator(".g-ballot__notes")
    expect(notes).to_contain_text(
        f"The list has changed since you ranked it. New or renamed: “Nobody may integrate”. Gone: “{evil}”."
    )
    expect(page.locator("#ballot-board")).to_be_focused()
    assert tiers(page) == [["p2"]]
    page.get_by_role("button", name="Go back to the other ranking").click()
    assert tiers(page) == mine
    # another board is another ballot; the first stays on the device
    follow(page, f"ballot={encode(slip('One thing', 'Another thing', board='autumn'))}")
    expect(rows(page)).to_have_count(2)
    page.get_by_text("Open another ballot").click()
    page.get_by_role("button", name="Pains of spring").click()
    expect(rows(page)).to_have_count(6)
    assert tiers(page) == mine
    place(page, TITLES[5]).fill("9")
    place(page, TITLES[5]).press("Enter")
    follow(page, f"ballot={encode(slip('One thing', 'Another thing', *TITLES[2:], board='autumn'))}")
    expect(page.get_by_label("Place of One thing")).to_be_visible()
    expect(place(page, TITLES[5])).to_have_value("")
    assert page.title() != "taken"
    assert page.locator("main img").count() == 0


def test_what_the_device_keeps(page: Page, site_url: str) -> None:
    """Two tabs notice one another; forgetting asks; where nothing can be stored, everything works and it is said."""
    arrive(page, site_url)
    other = arrive(page.context.new_page(), site_url)
    press(page, "Rank it", 1)
    expect(rows(other).first).to_contain_text(TITLES[0])
    expect(other.locator(".g-ballot__notes")).to_contain_text("changed in another tab")
    press(other, "Rank it", 2)
    expect(rows(page).nth(1)).to_contain_text(TITLES[1])
    other.close()
    # a tab that slept hears of nothing: what it stores keeps the other's ranking
    key = "playbook-ballot:spring"
    page.evaluate(
        """key => { const kept = JSON.parse(localStorage.getItem(key)); kept.saved += 9;
        kept.ranking.tiers = [["p6"]]; localStorage.setItem(key, JSON.stringify(kept)); }""",
        key,
    )
    press(page, "Rank it", 3)
    expect(page.locator(".g-ballot__notes")).to_contain_text("at the same time")
    page.get_by_role("button", name="Go back to the other ranking").click()
    assert tiers(page) == [["p6"]]
    page.get_by_text("Forget this ballot").press("Enter")
    expect(page.get_by_text("The ranking and your code go from this device.")).to_be_visible()
    page.get_by_role("button", name="Forget it").click()
    expect(page.locator("#ballot-link")).to_be_focused()
    assert page.evaluate("key => localStorage.getItem(key)", key) is None
    assert page.url.endswith(PAGE)
    tab = page.context.new_page()
    tab.add_init_script(REFUSES)
    tab.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")  # as without https
    arrive(tab, site_url)
    tab.get_by_label("Business").check()
    by_numbers(tab)
    expect(tab.locator(".g-ballot__wrong")).to_contain_text("does not let the page store")
    expect(tab.get_by_role("button", name="Seal it first")).to_have_count(0)
    expect(tab.get_by_text("Sealing works only over https")).to_be_visible()
    tab.evaluate("window.reason = 'QuotaExceededError'")
    hand_back(tab)
    expect(tab.locator(".g-ballot__wrong")).to_contain_text("browser's storage is full")
    tab.close()


def test_the_camera(browser: Browser, site_url: str, tmp_path: Path) -> None:
    """Chromium's fake camera films a QR code of ours; it is read, the board opens, and the camera is off."""
    film = tmp_path / "code.y4m"
    still = browser.new_page()
    still.goto(site_url + PAGE)
    link = f"{site_url}{PAGE}#ballot={encode(slip())}"
    module = "async ([base, text]) => (await import(`${base}assets/vendor/qr/qr.min.js`)).encodeQR(text, 'raw')"
    filmed(still.evaluate(module, [site_url, link]), film)
    still.close()
    arguments = ("ui-for-media-stream", "device-for-media-stream", f"file-for-fake-video-capture={film}")
    filming = launch(browser.browser_type, *(f"--use-{'' if 'file' in one else 'fake-'}{one}" for one in arguments))
    page = filming.new_page()
    page.goto(site_url + PAGE)
    page.locator("[data-tool]").scroll_into_view_if_needed()
    page.evaluate(
        """() => { const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async what => (window.stream = await ask(what)); }"""
    )
    page.get_by_role("button", name="Scan with the camera").click()
    expect(rows(page)).to_have_count(6)
    assert page.evaluate("stream.getTracks().map(track => track.readyState)") == ["ended"]
    # by itself it goes on with the next code, until nobody sees its picture
    page.evaluate(
        """async () => { const scan = document.createElement("playbook-scan"); scan.id = "more";
        document.querySelector("article").prepend(scan); scan.open(); }"""
    )
    said = page.locator("#more .g-scan__said")
    expect(said).to_have_text("Read. Hold up the next one.")
    page.evaluate("document.querySelector('#more').hidden = true")
    page.wait_for_function("stream.getTracks()[0].readyState === 'ended'")
    page.evaluate("document.querySelector('#more').hidden = false")
    expect(said).to_have_text("The camera was switched off while nobody saw its picture.")
    refused = {
        "NotAllowedError": "may not use the camera",
        "NotFoundError": "This device has no camera",
        "NotReadableError": "Another program uses the camera",
        "OddError": "(OddError)",
    }
    for name, words in refused.items():
        fails = "name => { navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', name); }; }"
        page.evaluate(fails, name)
        page.get_by_role("button", name="Scan with the camera").click()
        expect(said).to_contain_text(words)
    page.evaluate("Object.defineProperty(navigator, 'mediaDevices', { value: undefined })")
    page.get_by_role("button", name="Scan with the camera").click()
    expect(said).to_contain_text("only to pages over https")
    filming.close()


def test_the_longest_code_that_is_drawn_can_be_photographed(page: Page, site_url: str) -> None:
    """Three photos of 1080 lines: turned, skewed, blurred, unevenly lit and noisy. One byte more draws none."""
    page.goto(site_url + PAGE)
    read = """async base => {
      const { LONGEST, qr } = await import(`${base}assets/tools/priorities/qr.js`);
      const { decodeQR } = await import(`${base}assets/vendor/qr/qr-decode.min.js`);
      const { encodeQR } = await import(`${base}assets/vendor/qr/qr.min.js`);
      let seed = 7;
      const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
      const signs = "abcdefghijklmnopqrstuvwxyz0123456789-_";
      const text = Array.from({ length: LONGEST }, () => signs[Math.floor(chance() * 38)]).join("");
      const code = encodeQR(text, "raw", { ecc: "low", border: 4 });
      const drawn = new OffscreenCanvas(code.length * 8, code.length * 8);
      const pen = drawn.getContext("2d");
      pen.fillStyle = "white";
      pen.fillRect(0, 0, drawn.width, drawn.width);
      pen.fillStyle = "black";
      code.forEach((row, y) => row.forEach((dark, x) => dark && pen.fillRect(x * 8, y * 8, 8, 8)));
      const [width, height, side] = [1920, 1080, 800];
      const photo = () => {
        const to = new OffscreenCanvas(width, height).getContext("2d");
        to.fillStyle = "gray";
        to.fillRect(0, 0, width, height);
        to.filter = "blur(1.2px)";
        to.translate(width / 2, height / 2);
        to.rotate((chance() - 0.5) * 0.3);
        to.transform(1, (chance() - 0.5) * 0.12, (chance() - 0.5) * 0.12, 0.95, 0, 0);
        to.drawImage(drawn, -side / 2, -side / 2, side, side);
        const { data } = to.getImageData(0, 0, width, height);
        for (let at = 0; at < data.length; at += 4) {
          data.fill(data[at] * 0.7 + 40 + ((at / 4) % width) / 64 + (chance() + chance() - 1) * 50, at, at + 3);
        }
        try { return decodeQR({ width, height, data }) === text; } catch { return false; }
      };
      return [[1, 2, 3].map(photo), qr(text) !== null, qr(`${text}x`), qr("")];
    }"""
    assert page.evaluate(read, site_url) == [[True] * 3, True, None, None]


def test_axe_in_every_state(both_schemes: list[View], site_url: str) -> None:
    for view in both_schemes:
        page = view.open(site_url + PAGE, 390)

        def good(state: str, page: Page = page, view: View = view) -> None:
            verdict = judge(page)
            assert not verdict.broken, (view.scheme, state, verdict.broken)
            view.widen(320)
            assert not sticking_out(page), (view.scheme, state)
            view.widen(390)

        page.get_by_label("Paste the link").fill("nothing")
        page.get_by_role("button", name="Open it").click()
        expect(page.locator(".g-ballot__wrong")).to_be_visible()
        good("nothing open, a link refused")
        follow(page, f"ballot={encode(slip())}")
        expect(rows(page)).to_have_count(6)
        by_numbers(page)
        place(page, TITLES[5]).fill("99")
        page.get_by_role("button", name="Hand it back").click()
        expect(page.locator("#ballot-missing")).to_be_visible()
        good("ranked, a wrong number, no group")
        small = page.locator("playbook-ballot :is(button, input[type=text], .g-choice, .g-rank__grip)").evaluate_all(
            """all => all.map(one => one.getBoundingClientRect())
            .filter(box => box.width && Math.min(box.width, box.height) < 24)"""
        )
        assert not small
        page.get_by_label("MLOps lead").check()
        hand_back(page, "Seal it first")
        for more in ("Rank anew", "Open another ballot", "Forget this ballot"):
            page.get_by_text(more).click()
        good("sealed, all unfolded")
        hand_back(page, "Open the seal")
        assert not sticking_out(page), view.scheme
        page.get_by_role("button", name="Change the ranking").click()
        page.emulate_media(media="print")
        expect(page.get_by_text("Write 1 beside what hurts you most")).to_be_visible()
        for gone in (page.locator("#how"), page.locator(".g-ballot__hand"), page.locator(".g-rank__do").first):
            expect(gone).to_be_hidden()
        expect(place(page, TITLES[5])).to_be_visible()
        page.emulate_media(media="screen")
        assert not view.watch.problems


def test_without_scripts(browser: Browser, site_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + PAGE)
    expect(page.get_by_text("Without them, rank on paper: see below.")).to_be_visible()
    expect(page.get_by_role("heading", name="On paper")).to_be_visible()
    context.close()
