"""From night flows to scores."""

import pandas as pd


def scores(model, flows):
    """Give each main the probability that it leaks, the highest first."""
    probable = model.predict_proba(flows[["flow"]])[:, 1]
    return pd.Series(probable, index=flows["main"], name="score").sort_values(ascending=False)
