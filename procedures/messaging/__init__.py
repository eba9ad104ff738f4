"""Carries reminders to patients: deliveries, transports, receipts, and whether it all keeps moving."""
