"""Meters whose flow never stops at night."""


def suspects(rows, left_out):
    """Give the meters of `rows` (meter, litres an hour) whose lowest flow is above the limit."""
    lowest = {}
    for meter, litres in rows:
        lowest[meter] = min(litres, lowest.get(meter, litres))
    return sorted(meter for meter, litres in lowest.items() if litres > 4.5 and meter not in left_out)
