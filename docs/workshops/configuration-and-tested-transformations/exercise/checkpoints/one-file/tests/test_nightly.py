from demand_forecast.nightly import run


def test_a_run_writes_a_line_for_each_hour(tmp_path):
    loads, purchase = tmp_path / "load.csv", tmp_path / "purchase.csv"
    rows = [f"2026-10-12T{hour:02}:00+02:00,{100 + hour}" for hour in range(24)]
    loads.write_text("\n".join(["time,mwh", *rows]))
    run({"loads": loads, "purchase": purchase, "days": 1, "margin_percent": 25.0, "lot_mwh": 1})
    lines = purchase.read_text().splitlines()
    assert (len(lines), lines[0], lines[1]) == (25, "hour,mwh", "0,125.0")
