"""How pages outside the site look: one file, no scripts, nothing from elsewhere, in the playbook's inks."""

from __future__ import annotations

from pathlib import Path

from playbook.review.reports.safe import html

POLICY = "default-src 'none'; style-src 'unsafe-inline'"

SHEET = Path(__file__).with_name("look.css")


def document(title: str, body: str, style: str = "") -> str:
    """Give a whole page. `title` is text; `body` is HTML that is safe already; `style` comes after the common one."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{html(POLICY)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{html(title)}</title>
<style>{SHEET.read_text(encoding="utf-8")}{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
