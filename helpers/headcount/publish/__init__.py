"""What leaves: the kit, the embed, metadata and receipts; reading them back; a new story."""
