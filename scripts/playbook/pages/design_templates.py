"""A template of design documents: when to take it, the document itself, each section well and badly written."""

from __future__ import annotations

import html
from collections.abc import Iterator

from playbook.design_docs.offered import bare, empty
from playbook.pages.blocks import UNSEARCHED, bullets, definitions, div, heading, joined, table
from playbook.pages.design_shown import day, documents, form, template_name
from playbook.pages.here import Here
from playbook.pages.island import sheet
from playbook.pages.kits import code
from playbook.pages.text import coded, escaped, plain
from playbook.pages.wording import counted
from playbook.records.design import FOLDER, FORMS, STAGES, DesignTemplate, Section
from playbook.records.design_catalogue import TemplateEntry, export, read

AT = {
    "problem": "What has to be written before anybody builds anything.",
    "pilot": "What is needed besides, before a few people try it.",
    "rollout": "What is needed besides, before everybody gets it.",
    "operated": "What is needed besides, once it runs.",
    "retired": "What is needed besides, when it ends.",
}
FORM = FOLDER / "form.md"


def template_index(here: Here) -> str:
    """Give all templates in a table: when to take each, and how long its first stage takes."""
    rows = [
        (
            here.link(template, template_name(template)),
            " ".join(coded(plain(text)) for text in template.use),
            _hours(template),
            f"{_count(template, STAGES[0])}, later {_count(template, STAGES[-1])}",
        )
        for template in here.library.all(DesignTemplate)
    ]
    head = ("Template", "Take it when", "To begin", "Sections")
    return joined(sheet(here, "design-pages"), div("g-names g-blocks g-templates", table(head, rows)))


def _count(template: DesignTemplate, stage: str) -> int:
    """Give how many sections the newest version of `template` asks for at `stage`."""
    reached = STAGES.index(stage)
    return sum(1 for section in _newest(template) if STAGES.index(section.stage) <= reached)


def _newest(template: DesignTemplate) -> list[Section]:
    return [section for section in template.sections if section.at(template.version)]


def _hours(template: DesignTemplate) -> str:
    least, most = template.hours
    return counted(least, "hour") if least == most else f"{least} to {most} hours"


def template_page(here: Here, template: DesignTemplate) -> str:
    """Give the whole page below its opening. The id of each section is its anchor: the check's messages lead there."""
    return joined(
        sheet(here, "design"),
        div("g-with g-use", definitions(_facts(here, template))),
        heading(2, "Begin one", f"begin-one{UNSEARCHED}"),
        _ways(here, template),
        *(_stage(template, stage) for stage in STAGES),
        heading(2, "Versions of this template", f"template-versions{UNSEARCHED}"),
        div("g-versions", table(("Version", "Edition", "Date", "What changed"), _versions(template))),
        _left_out(template),
    )


def _facts(here: Here, template: DesignTemplate) -> Iterator[tuple[str, str]]:
    newest = template.versions[-1]
    yield "Take it when", "\n:   ".join(map(coded, template.use))
    yield "Take another when", "\n:   ".join(map(coded, template.instead))
    yield "Takes", f"{_hours(template)} for the stage *problem*, by our own estimate"
    yield "Version", f"{template.version}, of edition {newest.edition} ({day(newest.date)})"
    every = (shown for shown in documents(here.library) if not shown.tale)  # one to follow, not the failure
    filled = [shown for shown in every if shown.front.template_id == template.id]
    if filled:
        yield "Filled in", "\n:   ".join(shown.link(here) for shown in filled)


def _ways(here: Here, template: DesignTemplate) -> str:
    """Give the ways to begin: copy, download, fill in, the command; and the text that is copied.

    It stands in an attribute as well: the theme copies what can be seen, and nothing can of a part that is closed.
    """
    entry = _entry(here, template)
    text = html.escape(bare(empty(entry))).replace("{", "&#123;").replace("}", "&#125;")
    base = here.href(here.file).removesuffix("./")
    fill = f'<a class="md-button" href="{here.href(FORM, template.id)}">Fill in here</a>'
    ways = [
        '<button class="md-button md-button--primary g-copy" type="button" data-clipboard-target="#empty-document">'
        "Copy the Markdown</button>",
        f'<a class="md-button" href="{base}{template.id}.md" download>Download</a>',
        fill if FORM in here.library.entries else "",
    ]
    return joined(
        f'<p class="g-actions">{" ".join(filter(None, ways))}</p>',
        "Both hold the sections of the stage *problem*. The download has what each section asks as a comment, which "
        f'nobody sees later. There is <a href="{base}{template.id}-all-stages.md" download>one with all stages</a> '
        "too; nobody needs those on the first day. In a terminal, the file has its number and its date at once:",
        code(f'playbook design new {template.id} --title "…"', "sh"),
        '<details class="g-empty-document"><summary>The Markdown that is copied</summary>'
        f'<pre id="empty-document" data-copy="{text}">{text}</pre></details>',
    )


def _entry(here: Here, template: DesignTemplate) -> TemplateEntry:
    """Give the template as the commands know it, of this library."""
    return read(export(here.library)).templates[template.id]


def _stage(template: DesignTemplate, stage: str) -> str:
    """Give the sections that `stage` adds."""
    sections = [section for section in _newest(template) if section.stage == stage]
    if not sections:
        return ""
    return joined(
        heading(2, f"At the stage *{stage}*", f"stage-{stage}{UNSEARCHED}"),
        AT[stage],
        *(_section(section) for section in sections),
    )


def _section(section: Section) -> str:
    """Give a section: what it asks, and the same paragraph well and badly written, with what the weak one lacks."""
    return joined(
        _heading(section),
        f"{coded(section.asks)}\n{{ .g-guide }}",
        div(
            f"g-wells g-wells--{section.form}" if section.form else "g-wells",
            div("g-good", "Good\n{ .g-side }", _example(section, section.good)),
            div(
                "g-bad",
                "Weak\n{ .g-side }",
                _example(section, section.weak),
                f"{coded(section.because)}\n{{ .g-guide }}",
            ),
        ),
    )


def _heading(section: Section) -> str:
    """Give the heading of a section; those after the first stage as HTML, which the list beside the page leaves out.

    Thirty in it would be more than a screen holds, and would make the longest template heavier than a page may be.
    """
    if section.stage == STAGES[0]:
        return heading(3, coded(section.title), f"{section.id}{UNSEARCHED}")
    return f'<h3 id="{section.id}"{UNSEARCHED}>{escaped(section.title)}</h3>'


def _example(section: Section, said: tuple[str, ...]) -> str:
    if section.form:
        rows = [tuple(map(coded, row.split(" | "))) for row in said]
        return div(form(section.form), table(FORMS[section.form], rows))
    return bullets(map(coded, said)) if len(said) > 1 else coded(said[0])


def _versions(template: DesignTemplate) -> list[tuple[str, ...]]:
    return [
        (str(change.version), change.edition, change.date.isoformat(), coded(change.what))
        for change in reversed(template.versions)
    ]


def _left_out(template: DesignTemplate) -> str:
    """Give the sections that the newest version no longer has: documents of an older one may still have them."""
    gone = [section for section in template.sections if not section.at(template.version)]
    if not gone:
        return ""
    return joined(
        heading(2, "Sections of older versions", f"template-former{UNSEARCHED}"),
        "Documents of these versions keep them. The check asks for them there, and in no new document.",
        *(
            joined(
                _heading(section),
                f"Up to version {section.until}. {coded(section.asks)}\n{{ .g-guide }}",
            )
            for section in gone
        ),
    )
