"""Blocks of a document to sections, sentences and task drafts, each with its place in the text."""

from procedures.core.extraction.drafting import draft_tasks

__all__ = ["draft_tasks"]
