"""The real servers that the tests talk to: PostgreSQL and Valkey, brought up from wheels and gone afterwards."""
