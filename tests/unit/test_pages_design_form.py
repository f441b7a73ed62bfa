"""The page of the form for design documents: what it hands to the browser, and what stands there without scripts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from playbook.design_docs.layout import known
from playbook.design_docs.writing import PLACEHOLDER
from playbook.pages.design_form import design_form, form_island, shape
from playbook.pages.design_form_parts import SAYS, STAGE_ASKS, TIERS
from playbook.publish.design_data import MODULE, design_data, write_design_data
from playbook.records.design import STAGES, DesignTemplate
from playbook.records.design_catalogue import export, read
from playbook.records.design_front import Front
from playbook.records.library import Library
from playbook.records.pain_point import PainPoint
from playbook.records.role import Role
from tests.unit.made import here, rendered

PAGE = "design/form.md"
MODULES = Path(__file__).resolve().parents[2] / "docs/assets/tools"


def test_each_template_has_an_anchor_a_page_and_an_empty_document(library: Library) -> None:
    tree = rendered(design_form(here(library, PAGE)))
    for template in library.all(DesignTemplate):
        assert len(tree.xpath(f"//span[@id='{template.id}']")) == 1
        (link,) = tree.xpath(f"//a[@href='../{template.id}/{template.id}.md']")
        assert "download" in link.attrib
        assert form_island(here(library, PAGE))["pages"][template.id] == f"../{template.id}/"
    assert "needs scripts" in tree.findtext(".//playbook-design/p")


def test_all_that_a_document_may_name_can_be_chosen(library: Library) -> None:
    (form,) = rendered(design_form(here(library, PAGE))).xpath("//playbook-design/template")
    values = {
        key: set(form.xpath(f".//*[@name='{key}[]']/@value | .//*[@name='{key}']/option/@value"))
        for key in Front.model_fields
    }
    assert values["template"] == {template.id for template in library.all(DesignTemplate)}
    assert values["stage"] == set(STAGES) == set(STAGE_ASKS)
    assert values["tier"] == set(TIERS)
    assert values["pain_points"] == {point.id for point in library.all(PainPoint)}
    assert values["toolbelt"] == {tool.component for tool in library.organisation.tools}
    assert {"lead-time", "deployment-frequency"} < values["measures"]
    assert set(form.xpath(".//datalist[@id='d-roles']/option/@value")) == {role.id for role in library.all(Role)}
    text = form.text_content()
    for tool in library.organisation.tools:
        assert (tool.chosen or "nothing yet").replace("'", "’") in text.replace("'", "’")


def test_fields_have_labels_and_their_hints(library: Library) -> None:
    (form,) = rendered(design_form(here(library, PAGE))).xpath("//playbook-design/template")
    controls = form.xpath(".//input[not(@type='checkbox' or @type='file')] | .//select")
    assert len(controls) > 10
    for control in controls:
        assert len(form.xpath(f".//label[@for='{control.get('id')}']")) == 1
        for hint in control.get("aria-describedby").split():
            assert len(form.xpath(f".//p[@id='{hint}']")) == 1, hint


def test_the_module_holds_what_the_form_takes_over(library: Library, tmp_path: Path) -> None:
    write_design_data(library, tmp_path)
    text = (tmp_path / MODULE).read_text(encoding="utf-8")
    data = json.loads(text.removeprefix("export default ").removesuffix(";\n"))
    designs = read(export(library))
    assert data == json.loads(json.dumps(design_data(designs)))
    assert PLACEHOLDER not in json.dumps([row for point in data["pain_points"] for row in point["answers"]["before"]])
    point = next(point for point in data["pain_points"] if point["id"] == "PP-012")
    assert point["answers"]["pain"] == known(designs.pain_points["PP-012"], designs.components)["pain"]
    assert point["toolbelt"] == ["serving"]
    assert point["measures"] == ["from request to number"]
    for template in data["templates"]:
        newest = template["versions"][str(max(map(int, template["versions"])))]
        assert all(one["guidance"].startswith("<!-- ") and one["anchor"] == one["id"] for one in newest)


@pytest.mark.parametrize("said", sorted(SAYS))
def test_what_the_form_can_say_it_says_somewhere(said: str) -> None:
    code = "".join(
        file.read_text(encoding="utf-8") for file in [MODULES / "design.js", *(MODULES / "design").glob("*.js")]
    )
    assert re.search(rf'"{said}"|says\.{said}\b', code)


def test_front_matter_has_the_keys_of_the_record() -> None:
    assert list(shape()["keys"]) == list(Front.model_fields)
    assert TIERS == ("everyone", "growing", "regulated")
