"""The values of an image's ARG and ENV at each instruction, as far as its Dockerfile says them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from playbook.review.readers.images import MAX_VALUE, Image, Instruction, expanded

MAX_VARIABLES = 200
"""In one script; each may be replaced by a text of 500 characters."""


def with_values(image: Image) -> Iterator[tuple[Instruction, Mapping[str, str]]]:
    """Give the instructions of all stages in their order, each with the values that variables have there.

    A stage begins with what was set in the one that it is made from. The mapping goes on changing: use it at once.
    """
    first = image.stages[0].line if image.stages else 0
    outer: dict[str, str] = {}
    for item in image.instructions:
        if item.line < first:
            _set(item, outer, outer)
    ends: dict[int, dict[str, str]] = {}
    for index, stage in enumerate(image.stages):
        parent = image.stage(stage.image, index)
        values = dict(ends[parent.line]) if parent is not None else {}
        for item in stage.instructions:
            _set(item, values, outer)
            yield item, values
        ends[stage.line] = values


def filled(script: str, values: Mapping[str, str]) -> str:
    """Give a script with the variables filled in that the image sets; a shell may set the others."""
    if not values or not 0 < script.count("$") <= MAX_VARIABLES:
        return script
    return expanded(script, values)[0]


def _set(item: Instruction, values: dict[str, str], outer: Mapping[str, str]) -> None:
    """Take down what ARG or ENV sets. An ARG without a default has that from before the first FROM, if it is there."""
    if item.name not in ("ARG", "ENV"):
        return
    words = item.words
    if item.name == "ENV" and words and "=" not in words[0]:
        words = [f"{words[0]}={' '.join(words[1:])}"]  # the older way, with one name a line
    for word in words:
        name, equals, value = word.partition("=")
        value, unknown = expanded(value, values) if equals else (outer.get(name, ""), ())
        if (equals or name in outer) and not unknown and len(value) <= MAX_VALUE:
            values[name] = value
        elif equals:
            values.pop(name, None)
