"""From the model's output to what the traders get."""


def to_schedule(forecast, capacity):
    """Give whole megawatts, none below zero and none above what the pipe can carry."""
    return forecast.clip(lower=0, upper=capacity).round().astype(int)
