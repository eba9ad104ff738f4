"""The demo's outbox: texts and mails as their patient would see them."""
