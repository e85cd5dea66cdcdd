"""Finding texts by what they say, in Chinese too: character bigrams, made here, looked up by each engine's own index."""
