"""Clears the outputs of notebooks: `python tools/clear_outputs.py NOTEBOOK…`."""

import json
import sys
from pathlib import Path

for name in sys.argv[1:]:
    notebook = json.loads(Path(name).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    Path(name).write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
