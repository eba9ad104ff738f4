"""Pages and webhooks: translate, make one call, answer."""
