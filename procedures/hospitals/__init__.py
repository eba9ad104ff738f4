"""Whose patients these are: hospitals, their units, and the staff who work there."""
