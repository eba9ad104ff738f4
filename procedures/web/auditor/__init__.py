"""Pages for auditors: who looked where. No patient's page is among them."""
