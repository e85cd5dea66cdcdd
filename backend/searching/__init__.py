"""Finding texts by what they say, in Chinese too: pairs of characters, looked up by each engine's own index."""
