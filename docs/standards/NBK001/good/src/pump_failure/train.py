"""Trains the model of failures."""

from sklearn.linear_model import LogisticRegression


def train(features, failed):
    """Give a model that knows from `features` how probable a failure is."""
    return LogisticRegression().fit(features, failed.loc[features.index])
