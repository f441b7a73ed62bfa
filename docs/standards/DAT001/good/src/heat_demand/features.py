"""From temperatures to features."""


def heating_degrees(temperature, threshold):
    """Give the degrees below `threshold`; none where it is warmer."""
    return (threshold - temperature).clip(lower=0).to_frame("degrees")
