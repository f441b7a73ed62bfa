"""Gates over the built site."""  # noqa: A005
