"""Deployments from git tags: whose date counts, what is left out, what commits waited, hostile repositories."""

from __future__ import annotations

import datetime
import shutil
import zoneinfo
from pathlib import Path

import pytest

from playbook.priorities.deployments import asking, git, waiting
from playbook.priorities.deployments.found import RefusedError
from tests.priorities.deploying import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return Repo(tmp_path / "forecast")


def test_an_annotated_tag_has_its_taggers_date_and_a_lightweight_one_its_commits(repo: Repo) -> None:
    repo.commit("2026-01-05")
    repo.tag("v1", at="2026-01-09")
    repo.commit("2026-02-03")
    repo.tag("v2")
    found = repo.read()
    assert found.kind == "git"
    assert found.name == "forecast"
    assert [(one.name, str(one.day), one.dated) for one in found.deployments] == [
        ("v1", "2026-01-09", "tagger"),
        ("v2", "2026-02-03", "commit"),
    ]
    assert any("1 of 2 tags is lightweight" in note for note in found.notes)


def test_tags_are_chosen_by_patterns_and_the_others_are_counted(repo: Repo) -> None:
    for day, name in (("2026-01-05", "v1"), ("2026-01-06", "v2-rc1"), ("2026-01-07", "docs-3")):
        repo.commit(day)
        repo.tag(name, at=day)
    found = repo.read("v*", but_not=["*rc*"])
    assert [one.name for one in found.deployments] == ["v1"]
    assert "2 tags of 3 were not asked for." in found.notes
    with pytest.raises(RefusedError, match=r"none of the 3 tags is chosen by --tags release-\*\n.*docs-3, v1, v2-rc1"):
        repo.read("release-*")


def test_what_cannot_be_measured_says_why(tmp_path: Path, repo: Repo) -> None:
    repo.commit("2026-01-05")
    with pytest.raises(RefusedError, match=r"has no tags\n    mend: fetch them \(git fetch --tags\)"):
        repo.read()
    inside = repo.folder / "src"
    inside.mkdir()
    lost = Repo.__new__(Repo)
    lost.folder = inside
    with pytest.raises(
        RefusedError, match=rf"not a Git repository\n    mend: it lies in one, name that: {repo.folder}"
    ):
        lost.read()
    lost.folder = tmp_path / "plain"
    lost.folder.mkdir()
    with pytest.raises(RefusedError, match="not a Git repository"):
        lost.read()


def test_the_day_is_the_readers_and_the_offset_of_the_tagger_does_not_matter(repo: Repo) -> None:
    repo.commit("2026-01-05")
    repo.tag("east", at="2026-03-29T00:30:00+1300")  # 28 March, 11:30 in UTC
    repo.commit("2026-01-06")
    repo.tag("west", at="2026-03-28T23:30:00-0800")  # 29 March, 07:30 in UTC
    assert [(one.name, str(one.day)) for one in repo.read().deployments] == [
        ("east", "2026-03-28"),
        ("west", "2026-03-29"),
    ]
    auckland = zoneinfo.ZoneInfo("Pacific/Auckland")
    assert [str(one.day) for one in repo.read(zone=auckland).deployments] == ["2026-03-29", "2026-03-29"]


def test_clocks_that_change_do_not_move_a_day(repo: Repo) -> None:
    """On 29 March 2026 Amsterdam skips 02:30, on 25 October it has 02:30 twice."""
    moments = ("2026-03-28T23:30:00Z", "2026-03-29T22:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")
    for number, at in enumerate(moments):
        repo.commit(at)
        repo.tag(f"v{number}", at=at)
    days = [str(one.day) for one in repo.read(zone=zoneinfo.ZoneInfo("Europe/Amsterdam")).deployments]
    assert days == ["2026-03-29", "2026-03-30", "2026-10-25", "2026-10-25"]


def test_dates_that_cannot_be_true_are_left_out_and_counted(repo: Repo) -> None:
    repo.commit("2026-01-05")
    repo.tag("v1", at="2026-01-05")
    for name, at in (("never", "@86400 +0000"), ("late", "2026-11-28"), ("later", "@99999999999 +0000")):
        repo.commit("2026-01-06")
        repo.tag(name, at=at)
    found = repo.read()
    assert [one.name for one in found.deployments] == ["v1"]
    assert "1 tag without a date, or with one from before Git began, is left out." in found.notes
    assert "2 tags dated in the future are left out." in found.notes


def test_a_tagger_without_a_date_and_one_that_no_calendar_holds(repo: Repo) -> None:
    commit = repo.commit("2026-01-05")
    for name, tagger in (("none", ""), ("huge", "tagger a <a@example.org> 99999999999999999 +9999\n")):
        text = f"object {commit}\ntype commit\ntag {name}\n{tagger}\nx\n"
        tag = repo.git("hash-object", "-t", "tag", "-w", "--literally", "--stdin", given=text)
        repo.git("update-ref", f"refs/tags/{name}", tag)
    repo.tag("v1", at="2026-01-06")
    found = repo.read()
    assert sorted(one.name for one in found.deployments if one.dated == "tagger") == ["v1"]
    assert len(found.deployments) + sum("left out" in note for note in found.notes) >= 2


def test_tags_of_one_commit_on_one_day_count_once_and_on_another_day_again(repo: Repo) -> None:
    repo.commit("2026-01-05")
    repo.tag("v1.0.0", at="2026-01-06T09:00:00Z")
    repo.tag("v1", at="2026-01-06T09:00:01Z")
    repo.commit("2026-01-10")
    repo.tag("v2", at="2026-01-11")
    repo.tag("back-to-1", at="2026-01-12", of="v1")
    found = repo.read()
    assert [one.name for one in found.deployments] == ["v1.0.0", "v2", "back-to-1"]
    assert "1 tag names a commit that another tag of that day names: counted once." in found.notes
    assert found.deployments[2].waits is not None
    assert found.deployments[2].waits.seconds == ()


def test_tags_of_tags_are_followed_and_tags_of_files_are_not(repo: Repo) -> None:
    repo.commit("2026-01-05")
    repo.tag("v1", at="2026-01-06")
    repo.tag("signed-off", at="2026-01-08", of="v1")
    repo.tag("again", at="2026-01-09", of="signed-off")
    repo.git("tag", "a-file", repo.git("hash-object", "-w", "--stdin", given="x"))
    found = repo.read()
    assert [(one.name, str(one.day)) for one in found.deployments] == [
        ("v1", "2026-01-06"),
        ("signed-off", "2026-01-08"),
        ("again", "2026-01-09"),
    ]
    assert "1 tag names no commit and cannot be dated." in found.notes


def test_tags_that_were_made_afterwards_give_themselves_away(repo: Repo) -> None:
    for number in range(4):
        repo.commit(f"2026-0{number + 1}-05")
        repo.tag(f"v{number}", at=f"2026-06-01T12:0{number}:00Z")
    assert any("4 tags were made within 10 minutes" in note for note in repo.read().notes)


def test_many_tags_of_one_release_do_not_look_as_if_made_afterwards(repo: Repo) -> None:
    for number in range(4):
        repo.commit(f"2026-06-01T11:0{number}:00Z")
        repo.tag(f"v{number}", at=f"2026-06-01T12:0{number}:00Z")
    assert not any("made afterwards" in note for note in repo.read().notes)


def test_a_tag_older_than_its_commit_is_said(repo: Repo) -> None:
    repo.commit("2026-03-05")
    repo.tag("v1", at="2026-01-05")
    assert any("1 tag is dated before the commit that it names" in note for note in repo.read().notes)


def test_commits_wait_until_the_first_tag_that_brings_them(repo: Repo) -> None:
    """Before the first tag nobody knows; the merge itself is left out, the commits that it brings are not."""
    repo.commit("2026-01-01")
    repo.tag("v1", at="2026-01-02")
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("2026-01-03")
    repo.git("checkout", "-q", "main")
    repo.commit("2026-01-04")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side", at="2026-01-05T12:00:00Z")
    repo.tag("v2", at="2026-01-06")
    repo.commit("2026-01-07")
    repo.tag("v3", at="2026-01-07")
    first, second, third = repo.read().deployments
    assert first.waits is None
    assert second.waits is not None
    assert second.waits.seconds == (2 * 86_400, 3 * 86_400)
    assert second.waits.merges == 1
    assert third.waits is not None
    assert third.waits.seconds == (0,)


def test_a_fix_on_an_old_branch_is_brought_by_its_own_tag(repo: Repo) -> None:
    repo.commit("2026-01-01")
    repo.tag("v1", at="2026-01-01")
    repo.commit("2026-02-01")
    repo.tag("v2", at="2026-02-03")
    repo.git("checkout", "-q", "v1")
    repo.commit("2026-03-01")
    repo.tag("v1.1", at="2026-03-02")
    last = repo.read().deployments[-1]
    assert last.waits is not None
    assert last.waits.seconds == (86_400,)


def test_a_commit_younger_than_its_tag_is_left_out_and_said(repo: Repo) -> None:
    repo.commit("2026-01-01")
    repo.tag("v1", at="2026-01-01")
    repo.commit("2026-01-09")
    repo.commit("2026-01-05T12:03:00Z")  # three minutes are the difference of two clocks
    repo.tag("v2", at="2026-01-05")
    found = repo.read()
    assert found.deployments[1].waits is not None
    assert found.deployments[1].waits.seconds == (0,)
    assert "1 commit is dated after the tag that brings it, and left out of the lead time." in found.notes


def test_since_takes_all_that_was_deployed_before_as_known(repo: Repo) -> None:
    for month in range(1, 6):
        repo.commit(f"2026-0{month}-01")
        repo.tag(f"v{month}", at=f"2026-0{month}-03")
    waits = [one.waits for one in repo.read(since="2026-04-01").deployments]
    assert [None if one is None else one.seconds for one in waits] == [None, None, None, (172_800,), (172_800,)]


def test_a_shallow_clone_is_said_and_its_tags_are_read(repo: Repo, tmp_path: Path) -> None:
    for day in ("2026-01-05", "2026-01-06", "2026-01-07"):
        repo.commit(day)
        repo.tag(f"v{day}", at=day)
    shallow = tmp_path / "shallow"
    repo.git("clone", "-q", "--depth", "1", f"file://{repo.folder}", str(shallow))
    clone = Repo.__new__(Repo)
    clone.folder = shallow
    found = clone.read()
    assert [one.name for one in found.deployments] == ["v2026-01-07"]
    assert any("This clone is shallow" in note for note in found.notes)


def test_a_bare_repository_is_one(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2026-01-05")
    repo.tag("v1", at="2026-01-05")
    bare = Repo.__new__(Repo)
    bare.folder = tmp_path / "bare.git"
    repo.git("clone", "-q", "--bare", str(repo.folder), str(bare.folder))
    assert bare.read().name == "bare"


def test_names_are_printed_with_what_cannot_be_seen_spelled_out(repo: Repo) -> None:
    repo.commit("2026-01-05")
    repo.tag("v1\u202e\u200b2", at="2026-01-05")
    repo.commit("2026-01-06")
    repo.git("update-ref", "refs/tags/placeholder", "HEAD")
    packed = (
        repo.folder
        / ".git/refs/tags"
        / "v\udcff3".encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    )
    shutil.copy(repo.folder / ".git/refs/tags/placeholder", packed)
    repo.git("tag", "-d", "placeholder")
    assert [one.name for one in repo.read().deployments] == ["v1\\u202e\\u200b2", "v\\xff3"]


def test_nothing_that_a_repository_configures_is_run(repo: Repo, tmp_path: Path) -> None:
    """Programs by name in its configuration, hooks, and objects that a partial clone would fetch by its ssh command."""
    repo.commit("2026-01-05")
    repo.tag("v1", at="2026-01-05")
    commit = repo.commit("2026-01-06")
    repo.tag("v2", at="2026-01-06")
    repo.git("config", "user.name", "a")
    ran = tmp_path / "ran"
    program = tmp_path / "program"
    program.write_text(f'#!/bin/sh\necho "$0 $@" >> {ran}\nexit 1\n', encoding="utf-8")
    program.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "gpg.program",
        "core.editor",
        "core.askPass",
        "core.alternateRefsCommand",
        "diff.external",
        "credential.helper",
        "core.gitProxy",
        "uploadpack.packObjectsHook",
    ):
        repo.git("config", key, str(program))
    for key, value in (
        ("log.showSignature", "true"),
        ("core.hooksPath", str(tmp_path)),
        ("extensions.partialClone", "origin"),
        ("core.repositoryFormatVersion", "1"),
        ("remote.origin.url", "ssh://git@example.org/x.git"),
        ("remote.origin.promisor", "true"),
    ):
        repo.git("config", key, value)
    (repo.folder / ".git/objects" / commit[:2] / commit[2:]).unlink()
    with pytest.raises(RefusedError, match=r"git cannot read this repository: .*\n    mend: run `git fsck`"):
        repo.read()
    assert not ran.exists(), ran.read_text(encoding="utf-8")


def test_what_git_answers_too_late_is_refused(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository whose configuration includes a pipe that nobody writes to waits for ever."""
    import os

    repo.commit("2026-01-05")
    repo.tag("v1", at="2026-01-05")
    os.mkfifo(tmp_path / "pipe")
    with (repo.folder / ".git/config").open("a", encoding="utf-8") as config:
        config.write(f"[include]\n  path = {tmp_path / 'pipe'}\n")
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    with pytest.raises(RefusedError, match=r"git did not answer within 0\.3 s"):
        repo.read()


def test_more_than_can_be_held_is_refused_or_said(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for day in ("2026-01-05", "2026-01-06", "2026-01-07"):
        repo.commit(day)
        repo.tag(f"v{day}", at=day)
    monkeypatch.setattr(waiting, "MOST_COMMITS", 1)
    found = repo.read()
    assert all(one.waits is None for one in found.deployments)
    assert any("Lead time is left out: there are more than 1 commits" in note for note in found.notes)
    monkeypatch.setattr(git, "MOST_TAGS", 2)
    with pytest.raises(RefusedError, match="more than 2 tags"):
        repo.read()


def test_a_replaced_commit_is_read_as_it_was(repo: Repo) -> None:
    old = repo.commit("2026-01-05")
    repo.tag("v1", of=old)
    new = repo.commit("2026-09-09")
    repo.git("replace", "-f", old, repo.git("commit-tree", "-m", "x", f"{new}^{{tree}}", at="2026-09-09T00:00:00Z"))
    assert repo.read().deployments[0].day == datetime.date(2026, 1, 5)
