"""The benchmark: the product's hot paths beside a bare Flask hello, under the same gunicorn, on both engines.

To add one: a subclass of `benches.Bench`, named in `benches.BENCHES`.
"""
