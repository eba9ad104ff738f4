"""The author's pages: importing a document, reviewing its tasks, publishing."""
