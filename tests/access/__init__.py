"""Every address of the project, who may open it, and everyone it is not for. `table.py` is the file to add to."""
