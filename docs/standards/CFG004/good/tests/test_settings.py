import pytest

from peak_hours.settings import load


def test_a_mistyped_key_is_named(tmp_path):
    file = tmp_path / "mistyped.toml"
    file.write_text("day_back = 365\nmegawatts = 850\n")
    with pytest.raises(ValueError, match="day_back is unknown"):
        load(file)
