import numpy as np
import pandas as pd

from leak_score.score import scores


class Rising:
    """A model for which more flow is a more probable leak."""

    def predict_proba(self, flows):
        return np.column_stack([1 - flows["flow"] / 10, flows["flow"] / 10])


def test_the_most_probable_leak_comes_first():
    flows = pd.DataFrame({"main": ["M-1", "M-2"], "flow": [2.0, 9.0]})
    assert scores(Rising(), flows).index.tolist() == ["M-2", "M-1"]
