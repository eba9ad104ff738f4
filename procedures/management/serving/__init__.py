"""`manage.py serve`: every process of prepapp in one foreground command.

`ground` looks whether there is room to stand on, `parts` says what to run, `keeping` runs it, and `greeting` tells
where to go.
"""
