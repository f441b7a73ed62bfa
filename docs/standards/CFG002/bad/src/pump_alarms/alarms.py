"""Pumps above their limit."""


def alarms(rows, limits, sites):
    """Give "site: pump" for each pump that one of `rows` (pump, bar) shows above its limit."""
    high = {pump for pump, bar in rows if bar > limits[pump]}
    return sorted(f"{site}: {pump}" for site, pumps in sites.items() for pump in pumps if pump in high)
