"""Which files are data: by their suffix, and where that leaves it open by how they begin."""

from __future__ import annotations

import re

from playbook.review.repository import Repository

_TABLES = {".csv", ".tsv", ".parquet", ".pq", ".parq", ".pqt", ".feather", ".arrow", ".ipc", ".orc", ".avro", ".xlsx"}
_MORE_TABLES = {".jsonl", ".ndjson", ".xls", ".geojson", ".gpkg", ".shp", ".dbf", ".sav", ".sas7bdat", ".dta"}
_ARRAYS = {".npy", ".npz", ".h5", ".hdf5", ".mat", ".nc", ".grib", ".grb", ".rds", ".rdata"}
_BASES = {".sqlite", ".sqlite3", ".db", ".duckdb", ".mdb", ".dump"}
_ARCHIVES = {".zip", ".gz", ".tgz", ".bz2", ".tbz2", ".xz", ".txz", ".zst", ".7z", ".tar", ".rar", ".lz4"}
_BUILT = {".whl", ".egg", ".jar", ".rpm", ".deb", ".nupkg"}
DATA = frozenset(_TABLES | _MORE_TABLES | _ARRAYS | _BASES | _ARCHIVES | _BUILT)
"""Suffixes of data, alone or packed."""

_BEGINNINGS = (b"PAR1", b"ARROW1", b"\x89HDF", b"SQLite format 3\0", b"PK\x03\x04", b"\x1f\x8b", b"\x93NUMPY")
_DOCUMENTS = frozenset(
    (".docx", ".docm", ".pptx", ".odt", ".odp", ".epub", ".vsdx", ".xpi", ".sketch", ".apk", ".svgz")
)
"""Formats that are packed, and are no data."""
_MODELS = frozenset((".pkl", ".pickle", ".joblib", ".pt", ".pth", ".onnx", ".keras", ".safetensors", ".model", ".bin"))
"""Those are asked about by MOD001."""
_TEXT = frozenset(("", ".txt", ".dat", ".data", ".log"))
_RECORDS = re.compile(rb"\s*\[\s*[\[{\d-]")
_LINES = re.compile(rb"\{[^\n]*\}\r?\n\{")
_NUMBER = re.compile(rb"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[,;]?|nan[,;]?", re.IGNORECASE)
_HEAD, _LONG = 4096, 65_536
"""Bytes that are looked at; records may be longer."""
_SHARE, _LEAST = 0.95, 100
"""Of the words at the beginning that are numbers, and how many words there are at least."""


def is_data(repository: Repository, path: str) -> bool:
    """Tell whether a file is data: a table, an array, a data base, records, or an archive of any of them."""
    name = path.rpartition("/")[2].lower()
    suffix = name[name.rfind(".") :] if "." in name.lstrip(".") else ""
    if suffix in DATA:
        return True
    if suffix in _MODELS or suffix in _DOCUMENTS:
        return False
    head = repository.head(path, _LONG if suffix == ".json" else _HEAD)
    if suffix == ".json":
        return bool(_RECORDS.match(head) or _LINES.match(head))
    return head.startswith(_BEGINNINGS) or (suffix in _TEXT and _numbers(head))


def _numbers(head: bytes) -> bool:
    """Tell whether a text begins with numbers, and hardly anything else. Its last word may be cut."""
    words = head.split()[:-1]
    count = sum(bool(_NUMBER.fullmatch(word)) for word in words)
    return len(words) >= _LEAST and count >= _SHARE * len(words)
