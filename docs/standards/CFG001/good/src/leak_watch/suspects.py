"""Meters whose flow never stops at night."""


def suspects(rows, settings):
    """Give the meters of `rows` (meter, litres an hour) whose lowest flow is above the limit."""
    lowest = {}
    for meter, litres in rows:
        lowest[meter] = min(litres, lowest.get(meter, litres))
    limit, left_out = settings.litres_an_hour, settings.left_out
    return sorted(meter for meter, litres in lowest.items() if litres > limit and meter not in left_out)
