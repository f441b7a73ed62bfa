from demand_watch.limits import breaches

LIMITS = {"error": {"high": 5}, "highest": {"low": 90, "high": 450}}


def test_a_value_at_its_limit_is_normal():
    assert breaches({"error": 5, "highest": 90}, LIMITS) == []


def test_a_missing_value_is_not_normal():
    assert breaches({"error": 5.1}, LIMITS) == ["error", "highest"]
