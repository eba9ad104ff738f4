"""The nurse's pages: the board, assigning, one surgery, the work list."""
