from demand_forecast.headline import headline


def test_the_headline_has_no_decimals():
    assert headline("Tuesday", 310.4) == "Tuesday: 310 MWh"
