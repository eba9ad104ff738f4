"""What the hospital offers: procedures, the documents they were read from, and the checklists made of them."""
