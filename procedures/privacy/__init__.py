"""What is kept sealed in the database: the keys, the sealing, and the fields of models that do it by themselves."""
