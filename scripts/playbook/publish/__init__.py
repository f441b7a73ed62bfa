"""Records and built site → files: the build itself, generated partials, permalinks, versions."""
