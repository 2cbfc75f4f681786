"""The timeline: offers, plans, claims, denials, deployments and corrections in their order."""
