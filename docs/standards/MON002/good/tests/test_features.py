from demand_forecast.features import hour_features


def test_eleven_at_night_stands_beside_midnight():
    midnight, noon, eleven = hour_features([0, 12, 23]).to_numpy()
    assert abs(midnight - eleven).sum() < abs(midnight - noon).sum()
