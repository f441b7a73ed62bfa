"""Which section of a newer version of a template is which section of an older one, also where ids were taken anew."""

from __future__ import annotations

from playbook.records.design_catalogue import SectionEntry, TemplateEntry


def successors(template: TemplateEntry, old: int, new: int) -> dict[str, SectionEntry]:
    """Give the section of version `new` for the id of each section of version `old` that is still asked for."""
    found = {one.id: one for one in template.versions[old]}
    for version in range(old + 1, new + 1):
        before, after = template.versions[version - 1], template.versions[version]
        step = {one.id: later for one in before if (later := _later(one, before, after))}
        found = {first: step[one.id] for first, one in found.items() if one.id in step}
    return found


def _later(one: SectionEntry, before: tuple[SectionEntry, ...], after: tuple[SectionEntry, ...]) -> SectionEntry | None:
    """Give the section of the next version that `one` is.

    A section keeps its former ids and gets another when it is renamed. So a new section that takes a name which has
    become free is not mistaken for the one that had it.
    """
    kept = {(other.id, frozenset(other.formerly)) for other in before}
    own = frozenset(one.formerly)
    for other in after:
        names = frozenset(other.formerly)
        if one.id in names and names == own | {one.id} and (other.id, names) not in kept:
            return other
    return next((other for other in after if other.id == one.id and frozenset(other.formerly) == own), None)
