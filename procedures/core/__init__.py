"""Plain Python: no Django, no clock, no files, no network. Everything here is a function of its arguments."""
