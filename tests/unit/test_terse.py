"""Our scripts lose their comments on the way to the reader, and nothing else."""

from __future__ import annotations

from pathlib import Path

from playbook.publish.terse import shortened, terse

SOURCE = """/** @param {string} a */
export const f = (a) => {
  // why
  return `  ${a} // stays\\n  /* stays */ ` + /[/*"]/.source + "https://x";
};
"""


def test_comments_go_and_text_stays(tmp_path: Path) -> None:
    for name in ("tools/x.js", "tools/priorities/y.js", "javascripts/z.js", "javascripts/theme.min.js", "vendor/v.js"):
        (tmp_path / "assets" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "assets" / name).write_text(SOURCE, encoding="utf-8")
    terse(tmp_path)
    for name in ("tools/x.js", "tools/priorities/y.js", "javascripts/z.js"):
        text = (tmp_path / "assets" / name).read_text(encoding="utf-8")
        assert "@param" not in text
        assert "why" not in text
        assert text.startswith("export const f=(a)=>{return`  ${a} // stays\\n  /* stays */ `")
        assert text.rstrip().endswith('/[/*"]/.source+"https://x"};')
    for name in ("javascripts/theme.min.js", "vendor/v.js"):
        assert (tmp_path / "assets" / name).read_text(encoding="utf-8") == SOURCE


def test_what_stands_in_a_template_stays_also_within_another() -> None:
    source = """const view = (a) => html`<p>
  Two  words ${a ? html`<b> ${ /* gone */ a . b + { c: `d
    ${ 1 }` }.c } , here </b>` : nothing} and
  // no comment`;
"""
    assert shortened(source) == (
        "const view=(a)=>html`<p> Two  words ${a?html`<b> ${a.b+{c:`d\n    ${1}`}.c} , here </b>`:nothing} and"
        " // no comment`;"
    )
    assert shortened("a = b / c / d; return /x/g.test(`/`)\nlet\ty = i++ + +j") == (
        "a=b/c/d;return/x/g.test(`/`)\nlet y=i++ + +j"
    )


def test_separators_before_a_closing_bracket_go_where_they_separate_nothing() -> None:
    assert shortened("f(\n  [1, { a, },],\n);") == "f([1,{a}]);"
    assert shortened("const a = () => {\n  b = 1;\n};") == "const a=()=>{b=1};"
    assert shortened("[a, , ]; [, ]; { for (;;); } { while (b()); }") == "[a,,];[,];{for(;;);}{while(b());}"
