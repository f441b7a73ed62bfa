"""From wind to features."""


def wind_features(speed, full):
    """Give the cube of the wind, which no longer grows above the speed `full`."""
    return speed.clip(upper=full).pow(3).to_frame("cube")
