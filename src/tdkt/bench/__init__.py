"""Benchmarks that run the project beside what a user would pick instead, on the same registers, in one run.

Everything heavy is imported only when a benchmark asks for it: a peer that is not installed is named, not silently left out.
"""
