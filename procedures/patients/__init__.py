"""Who it is for: patients, what they agreed to, and the links they sign in with."""
