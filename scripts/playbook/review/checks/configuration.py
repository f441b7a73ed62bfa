"""CFG: CFG001 and CFG002, where parameters live, and in which format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from playbook.review.readers.constants import Literal, literals
from playbook.review.readers.parameters import is_settings, parameter_files, read_by
from playbook.review.readers.places import Kind, bucket_by_its_name, kind, named_by_itself, suspect
from playbook.review.readers.source import Module, serves, source, trains
from playbook.review.repository import Repository
from playbook.review.verdict import Check, Finding, UnreadError, Verdict, decide, not_applicable

_SAYS: dict[Kind, str] = {
    "path": "an absolute path of somebody's machine: read it from the configuration, or make it relative",
    "bucket": "a bucket stands in the code: read it from the configuration",
    "connection": "a connection string stands in the code: read it from the configuration",
    "host": "a host stands in the code: read it from the configuration",
}
_LOOKS_AT = re.compile(
    r"call:(?:.*\.)?(?:startswith|endswith|replace|split|rsplit|partition|removeprefix|removesuffix|l?r?strip|match|fullmatch"
    r"|search|sub|findall|finditer|compile|count|find|index)$"
)
_TALKS = re.compile(
    r"call:(?:.*\.)?(?:warn|warning|debug|info|error|exception|critical|log|print|echo|secho|gettext|_|\w*Error|\w*Warning)$"
)
_TELLS = re.compile(
    r"(?:argument|name|key):(?:.*[._-])?(?:help|description|desc|examples?|title|epilog|usage|metavar|docs?|docstring|summary"
    r"|placeholder|json_schema_extra|openapi_examples|xmlns|namespaces?|ns|schemas?|user_?agent|licen[cs]e|regex|pattern"
    r"|doc_url|documentation|reason|message|msg|homepage|url_docs)s?$",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"def:(?:_?demo|_?example|test_|__repr__$|__str__$)")
_HOST_SAID = re.compile(
    r"(?:argument|name|key):.*(?:host|url|uri|endpoint|server|address|broker|bootstrap|dns|dsn|registry|domain)",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"(?<=://)([^/@\s\"']+)@|((?:password|pwd|accountkey|token|secret|sig|key)=)[^;&\s\"']+", re.IGNORECASE
)
"""The two sides of a credential in an address or a connection string."""
_ORDER = ("toml", "yaml", "json", "ini")
_NAMES = {"toml": "TOML", "yaml": "YAML", "json": "JSON", "ini": "INI"}


def isolated(repository: Repository) -> Verdict:
    """CFG001: no host, bucket, connection string or path of a person in the source; a solution reads configuration."""
    modules = [module for module in source(repository) if module.run_by != "ci"]
    if not modules:
        return not_applicable("there is no source that could hold parameters")
    found: list[Finding] = []
    unread: list[Finding] = []
    for module in modules:
        try:
            found += _in_code(repository, module)
        except UnreadError as error:
            unread.append(error.finding)
    said = (*trains(repository), *serves(repository))
    by = read_by(repository) if said else ""
    if said and not by and not unread:
        what = "no configuration is read: put what may change into a file, and read it in one settings module"
        found.append(Finding(said[0], message=what))
    where = f", and `{by}` reads the configuration" if by else ""
    asked = "the module" if len(modules) == 1 else f"the {len(modules)} modules"
    return decide(
        found, unread, holds=f"no host, bucket or path of a person's machine is in {asked} of the source{where}"
    )


def _in_code(repository: Repository, module: Module) -> Iterator[Finding]:
    text = repository.text(module.path)
    if not suspect(text):
        return
    lines = repository.lines(module.path)
    settings = is_settings(module)
    for literal in literals(repository.python(module.path)):
        what = _place(literal)
        if what and (what == "path" or not settings):
            line = lines[literal.line - 1]
            yield Finding(module.path, literal.line, literal.column, _SAYS[what], masked(line))


def _place(literal: Literal) -> Kind:
    """Give what kind of place a literal is, or "": what is compared, explained or only looked for is none."""
    found = kind(literal.value) or _bucket(literal)
    if not found or "compare" in literal.inside[-1:]:
        return ""
    if any(_TELLS.match(part) or _SHOWN.match(part) for part in literal.inside):
        return ""
    if any(_LOOKS_AT.match(part) or _TALKS.match(part) for part in literal.inside[-2:]):
        return ""
    if found == "host" and "://" not in literal.value and not named_by_itself(literal.value):
        return found if any(_HOST_SAID.match(part) for part in literal.inside) else ""
    return found


def _bucket(literal: Literal) -> Kind:
    what, _, said = (literal.inside or ("",))[-1].partition(":")
    given = what in ("argument", "key", "name") and bucket_by_its_name(literal.value, said)
    return "bucket" if given else ""


def masked(line: str) -> str:
    """Give the line as evidence: without credentials, stripped and cut."""
    return _PASSWORD.sub(lambda match: f"{match[2]}***" if match[2] else "***@", line).strip()[:120]


def one_format(repository: Repository) -> Verdict:
    """CFG002: the parameter files are of the formats that the organisation chose; without a choice, of one format."""
    files = parameter_files(repository)
    if not files:
        return not_applicable("the source reads no parameter file of this repository")
    count = Counter(file.format for file in files)
    chosen = repository.formats or (max(_ORDER, key=lambda name: (count[name], -_ORDER.index(name))),)
    common = " or ".join(_NAMES.get(name, name) for name in chosen)
    why = "as most others are" if len(files) > 2 else "as the other is"
    if repository.formats:
        why = "which the organisation chose"
    found = [
        Finding(file.path, message=f"a parameter file in {_NAMES[file.format]}: keep it in {common}, {why}")
        for file in files
        if file.format not in chosen
    ]
    some = f"each of the {len(files)} parameter files" if len(files) > 1 else f"`{files[0].path}`"
    return decide(found, holds=f"{some} is in {common}")


CHECKS: dict[str, Check] = {"CFG001": isolated, "CFG002": one_format}
