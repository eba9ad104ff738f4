"""Bytes that nobody would write, given to every reader by a fuzzer that looks for new ways through its code.

`make fuzz` runs it; `FUZZ_SECONDS=600` is for how long each reader is tried. What it finds becomes an ordinary test.
"""
