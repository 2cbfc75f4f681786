"""What leaves: pictures, the embed, the table, the words, the receipt, and the kit of them all."""
